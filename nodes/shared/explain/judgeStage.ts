import { judgeWrite } from './judgeWrite';
import { loginRefusal } from './loginRefusal';
import { portNotice } from './suggestedSettings';
import type { StageSeen } from './StageSeen';

/** Whether something that works deserves a remark. */
export interface StageJudgement {
	readonly status: 'ok' | 'warning';
	/** What to know or do; empty when nothing is worth saying. */
	readonly hint: string;
}

/** A greeting or login that takes longer lets people think that the node hangs. */
const slowMs = 5000;
/** Certificates are mostly renewed 30 days before they expire; later somebody forgot. */
const soonDays = 30;
/** A clock that is off by more makes "modified after" filters miss files. */
const clockSeconds = 120;

/** For a stage that was skipped because an earlier one failed. */
export const skippedHint = 'Not tested, because an earlier stage failed.';

/** Says what is worth knowing about a stage that did not fail. */
export function judgeStage(seen: StageSeen): StageJudgement {
	switch (seen.stage) {
		case 'resolve':
			return seen.addresses.length > 1
				? ok(
						`The host has ${seen.addresses.length} addresses; all are tried, and a retry begins with another one. If the server's side admits known addresses only, yours must be allowed on all of them.`,
					)
				: ok();
		case 'connect':
			return judgeConnect(seen);
		case 'greeting':
			return seen.durationMs > slowMs
				? warning(
						'The greeting came late. Servers that look up the name of the client wait for a DNS server that does not answer; their administrator can turn that off.',
					)
				: ok();
		case 'tls':
			return judgeTls(seen);
		case 'certificate':
			return judgeCertificate(seen);
		case 'login':
			return judgeLogin(seen);
		case 'features':
			return judgeFeatures(seen.features);
		case 'folder':
			return seen.rootFolder === ''
				? ok(`Root Folder is empty, so it is the folder that the login lands in: ${seen.absolute}.`)
				: ok();
		case 'dataChannel':
			return judgeData(seen);
		case 'listing':
			return judgeListing(seen);
		case 'clock':
			return judgeClock(seen);
		case 'write':
			return judgeWrite(seen);
		case 'connections':
			return seen.reached < seen.asked
				? warning(
						`The server bore ${seen.reached} of ${seen.asked} connections. Set Max Connections to ${Math.max(1, seen.reached)}; n8n also finds the limit by itself, at the price of refused logins.`,
					)
				: ok();
	}
}

type Of<S extends StageSeen['stage']> = Extract<StageSeen, { stage: S }>;

function judgeConnect({ address, failed, port, ssl }: Of<'connect'>): StageJudgement {
	const notice = portNotice(port, ssl) ?? '';
	if (failed.length === 0) return notice === '' ? ok() : warning(notice);
	const list = failed.map((one) => `${one.address} (${one.code})`).join(', ');
	return warning(
		`${address} answered, but not every address of the host did: ${list}. Connections may be slow to start until the DNS entry or the firewall is corrected. ${notice}`.trim(),
	);
}

function judgeTls({ security, ssl }: Of<'tls'>): StageJudgement {
	if (security === 'none') {
		return warning(
			ssl === 'never'
				? 'Password and files travel unencrypted. Set SSL to Use If Available or one of the Require modes if the server offers TLS.'
				: 'The server offers no TLS, so password and files travel unencrypted. Require SSL (Explicit) would refuse such a connection.',
		);
	}
	return security === 'TLSv1' || security === 'TLSv1.1'
		? warning(`${security} is outdated; ask the server's administrator to enable TLS 1.2 or 1.3.`)
		: ok();
}

function judgeCertificate({ report, check, problem }: Of<'certificate'>): StageJudgement {
	if (report === null) return ok();
	if (check === 'allowAny')
		return warning(
			`Server Certificate accepts anything, so somebody else could answer in the server's place. ${problem === null ? 'The certificate is in order: set it to verify.' : `To be safe, pin it: Certificate Fingerprint (SHA-256) ${report.fingerprint256}.`}`,
		);
	if (report.daysLeft <= soonDays && check === 'verify')
		return warning(
			`The certificate expires in ${report.daysLeft} day${report.daysLeft === 1 ? '' : 's'} (${report.validTo.slice(0, 10)}). Remind the server's administrator to renew it.`,
		);
	if (check === 'pin')
		return ok(
			'The fingerprint changes when the server gets a new certificate, with some authorities every three months. Add the new one as another line in time.',
		);
	return ok();
}

function judgeLogin({
	durationMs,
	localAddress,
	reply,
	maxConnections,
}: Of<'login'>): StageJudgement {
	const from = localAddress === null ? '' : `Logged in from ${localAddress}. `;
	if (loginRefusal(null, reply) === 'passwordChange')
		return warning(
			'The server says that the password must be changed soon; do it on its web page.',
		);
	if (loginRefusal(null, reply) === 'twoFactor' && maxConnections > 1)
		return warning(
			'The login uses a second factor, which holds for one connection: set Max Connections to 1.',
		);
	if (durationMs > slowMs)
		return warning(`${from}The login took long; every new connection of the pool waits as long.`);
	return ok(from.trim());
}

function judgeFeatures(features: readonly string[]): StageJudgement {
	if (features.length === 0)
		return ok(
			'Listings are read from LIST, so times may be exact to the minute or day only; the encoding of names is found out (see File Name Encoding), and so is what else works.',
		);
	const has = (name: string) =>
		features.some((feature) => feature.trim().toUpperCase().split(' ')[0] === name);
	const missing = [
		has('MLSD') || has('MLST')
			? ''
			: 'no MLSD, so listings are read from LIST and times may be exact to the minute or day only',
		has('UTF8') ? '' : 'no UTF8, so the encoding of names is found out (see File Name Encoding)',
		has('REST') ? '' : 'no REST, so interrupted transfers begin anew',
	].filter((text) => text !== '');
	return ok(missing.length === 0 ? '' : `The server offers ${missing.join('; ')}.`);
}

function judgeData(seen: Of<'dataChannel'>): StageJudgement {
	if (seen.mode === 'active')
		return warning(
			'Active mode works here, but depends on a network without firewall or NAT. Prefer Transfer Mode Passive.',
		);
	const { address, announcedAddress } = seen;
	if (announcedAddress !== null && address !== null && announcedAddress !== address)
		return ok(
			`The server announced ${announcedAddress} for data, probably its address behind NAT; ${address} was used in its place.`,
		);
	return ok(
		seen.dataPort === null
			? ''
			: `Port ${seen.dataPort} worked. Each transfer uses another port of the server's passive range, so the whole range must be open.`,
	);
}

function judgeListing({
	entries,
	unknown,
	command,
	modifiedPrecision,
}: Of<'listing'>): StageJudgement {
	if (unknown > 0)
		return warning(
			`${unknown} line${unknown === 1 ? '' : 's'} of the listing could not be used${entries === 0 ? ', and no other' : ''}. Such a folder counts as incomplete: Sync deletes nothing in it.`,
		);
	if (modifiedPrecision === 'none' && entries > 0)
		return warning(
			'The listing holds no times. Filters by time and Sync have to ask for each file.',
		);
	return ok(
		command === 'LIST' && modifiedPrecision !== 'second' && entries > 0
			? `Times in listings are exact to the ${modifiedPrecision}; Sync asks for exact times where it must.`
			: '',
	);
}

function judgeClock({ offsetSeconds, listedZoneMinutes }: Of<'clock'>): StageJudgement {
	if (offsetSeconds !== null && Math.abs(offsetSeconds) > clockSeconds)
		return warning(
			`The clock of the server is ${Math.abs(Math.round(offsetSeconds))} seconds ${offsetSeconds > 0 ? 'ahead of' : 'behind'} that of n8n. Filters by time are off by that much.`,
		);
	return ok(
		listedZoneMinutes === null || listedZoneMinutes === 0
			? ''
			: `Listings show times ${Math.abs(listedZoneMinutes)} minutes ${listedZoneMinutes > 0 ? 'ahead of' : 'behind'} UTC; this is corrected. Server Time Zone sets it for certain, across changes to summer time.`,
	);
}

function ok(hint = ''): StageJudgement {
	return { status: 'ok', hint };
}

function warning(hint: string): StageJudgement {
	return { status: 'warning', hint };
}
