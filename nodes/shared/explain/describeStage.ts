import { printable } from '../model/RemotePath';
import type { CertificateReport } from './certificateReport';
import { certificateProblemText } from './explainCertificate';
import { paragraph, quoted, shownBytes } from './shown';
import type { StageSeen } from './StageSeen';

type Of<S extends StageSeen['stage']> = Extract<StageSeen, { stage: S }>;

/** What a stage of Diagnose saw, in one or two sentences. Advice is `judgeStage`'s. */
export function describeStage(seen: StageSeen): string {
	switch (seen.stage) {
		case 'resolve':
			return `The host has the address${seen.addresses.length === 1 ? '' : 'es'} ${seen.addresses.join(', ')}.`;
		case 'connect':
			return `${seen.address} accepted the connection on port ${seen.port}${seen.localAddress ? `; n8n connects from ${seen.localAddress}` : ''}.`;
		case 'greeting':
			return quoted('The server greets', seen.text);
		case 'tls':
			return seen.security === 'none'
				? 'The connection is not encrypted.'
				: `The connection is encrypted with ${seen.security}.`;
		case 'certificate':
			return seen.report === null ? 'Without TLS there is none.' : describeCertificate(seen.report);
		case 'login':
			return quoted('The login works. The server said', seen.reply) || 'The login works.';
		case 'features':
			return seen.features.length === 0
				? 'The server does not list its features (FEAT).'
				: `The server offers ${printable(seen.features.join(', '))}.`;
		case 'folder':
			return `The Root Folder ${printable(seen.absolute)} can be opened.`;
		case 'dataChannel':
			return describeData(seen);
		case 'listing':
			return describeListing(seen);
		case 'clock':
			return describeClock(seen);
		case 'write':
			return describeWrite(seen);
		case 'connections':
			return `${seen.reached} of ${seen.asked} connections could be open at the same time.`;
	}
}

function describeCertificate(report: CertificateReport): string {
	const { subject, issuer, names, validFrom, validTo, daysLeft, problems } = report;
	const issues = problems.map((problem) => certificateProblemText(problem, report));
	return paragraph(
		`${printable(subject)}, issued by ${printable(issuer)}, valid from ${validFrom.slice(0, 10)} to ${validTo.slice(0, 10)}${leftText(daysLeft)}${names.length === 0 ? '' : `, for ${printable(names.slice(0, 5).join(', '))}${names.length > 5 ? ' …' : ''}`}.`,
		`SHA-256 ${report.fingerprint256}.`,
		issues.length === 0 ? '' : `It ${issues.join(' and ')}.`,
	);
}

function leftText(daysLeft: number): string {
	if (daysLeft < 0) return '';
	return ` (${daysLeft} day${daysLeft === 1 ? '' : 's'} left)`;
}

function describeData(seen: Of<'dataChannel'>): string {
	const { mode, address, dataPort, resumed, refused } = seen;
	const where = dataPort === null ? '' : ` to port ${dataPort}${address ? ` of ${address}` : ''}`;
	if (refused && mode === 'passive')
		return `A data connection${where} can be opened, but the server refused to list over it.`;
	const tls =
		resumed === null
			? 'not encrypted'
			: resumed
				? 'encrypted, the TLS session resumed'
				: 'encrypted, with a TLS session of its own';
	if (mode === 'active') return `The server opened a data connection to n8n, ${tls}.`;
	return `A data connection${where} works, ${tls}.`;
}

function describeListing({ command, entries, modifiedPrecision }: Of<'listing'>): string {
	const count = entries === 1 ? '1 entry' : `${entries.toLocaleString('en-US')} entries`;
	const times =
		modifiedPrecision === 'none' ? 'without times' : `times exact to the ${modifiedPrecision}`;
	return `${command} shows ${count}${entries === 0 ? '' : `, ${times}`}.`;
}

function describeClock({ offsetSeconds, listedZoneMinutes }: Of<'clock'>): string {
	const zone =
		listedZoneMinutes === null
			? 'The time zone of listings could not be measured: no file was there to compare.'
			: listedZoneMinutes === 0
				? 'Listings show times in UTC.'
				: `Listings show times ${Math.abs(listedZoneMinutes)} minutes ${listedZoneMinutes > 0 ? 'ahead of' : 'behind'} UTC.`;
	if (offsetSeconds === null) return zone;
	return offsetSeconds === 0
		? `${zone} The clock of the server is right.`
		: `${zone} The clock of the server is ${Math.abs(offsetSeconds)} seconds ${offsetSeconds > 0 ? 'ahead' : 'behind'}.`;
}

function describeWrite({ wrote, arrived, renamed, deleted, abilities }: Of<'write'>): string {
	const sizes = `${shownBytes(wrote)} were written, ${arrived === null ? 'the server tells no size' : `${shownBytes(arrived)} arrived`}.`;
	if (abilities === undefined) return sizes;
	const list = (
		[
			['reading back', abilities.readBack],
			['rename', renamed],
			['rename over an existing file', abilities.renameOver],
			['continuing an upload (REST)', abilities.resumeUpload],
			[
				`setting the time (${abilities.timeCommand ?? 'MFMT, MDTM'})`,
				abilities.timeCommand !== null,
			],
			[`hashes (${abilities.hashes.join(', ')})`, abilities.hashes.length > 0],
			['delete', deleted],
		] as const
	).map(([name, works]) => ({ name: name.replace(' ()', ''), works }));
	const named = (works: boolean) =>
		list.filter((one) => one.works === works).map(({ name }) => name);
	const missing = named(false);
	return paragraph(
		sizes,
		`Works: ${named(true).join(', ')}.`,
		missing.length === 0 ? '' : `Does not work: ${missing.join(', ')}.`,
		`Upload took ${abilities.uploadMs} ms, download ${abilities.downloadMs} ms.`,
	);
}
