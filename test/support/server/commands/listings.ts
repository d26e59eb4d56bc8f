import { sendData } from '../data/sendData';
import { dosLine } from '../listing/dosLine';
import { mlsdFacts } from '../listing/mlsdLine';
import { unixLine } from '../listing/unixLine';
import { errorCode, type DiskEntry } from '../RootedFolder';
import type { Session } from '../Session';
import type { Commands } from './Command';
import { listArgument } from './pathOf';

/** What a folder holds, in three languages. */
export const listings: Commands = {
	LIST: (session, argument) => sendListing(session, 'LIST', () => listLines(session, argument)),

	NLST: (session, argument) =>
		sendListing(session, 'NLST', () => {
			const { path, flags } = listArgument(session, argument);
			return entriesOf(session, path, flags).map(({ name }) => name);
		}),

	MLSD: (session, argument) =>
		sendListing(session, 'MLSD', () => {
			const { files } = session.server;
			const path = session.resolve(argument);
			const hidden = session.settings.hidden !== 'never';
			const entries = files.list(path).filter(({ name }) => hidden || !name.startsWith('.'));
			const dot = (name: string, type: 'cdir' | 'pdir') => {
				// What is there, as the system sees it: behind a link `..` is not the folder that holds the link.
				const stats = files.statOf(path, name);
				const self = { name, stats, linkTarget: null, target: null };
				return `${mlsdFacts(session, self, type)} ${name}`;
			};
			return [
				dot('.', 'cdir'),
				...(session.settings.linkFacts === 'folder' ? [dot('..', 'pdir')] : []),
				...entries.map((entry) => `${mlsdFacts(session, entry)} ${entry.name}`),
			];
		}),

	MLST(session, argument) {
		const path = session.resolve(argument);
		const facts = mlsdFacts(session, session.server.files.look(path));
		session.reply(`250-Listing\r\n ${facts} ${path}\r\n250 End`);
	},

	STAT(session, argument) {
		if (argument === '') return session.reply('211-Status\r\n Fine\r\n211 End');
		const lines = listLines(session, argument).map((line) => ` ${line}`);
		session.reply(['213-Status', ...lines, '213 End'].join('\r\n'));
	},
};

async function sendListing(
	session: Session,
	verb: string,
	lines: () => readonly string[],
): Promise<void> {
	let found: readonly string[];
	try {
		found = lines();
	} catch (error) {
		if (session.settings.missingFolder === 'refuse' || errorCode(error) !== 'ENOENT') throw error;
		found = [];
	}
	let text = found.map((line) => `${line}\r\n`).join('');
	for (const { listing } of session.faults) if (listing) text = listing(text);
	await sendData(session, verb, '150 Here comes the listing', Buffer.from(text, 'latin1'));
}

function listLines(session: Session, argument: string): string[] {
	const { path, flags } = listArgument(session, argument);
	const entries = entriesOf(session, path, flags);
	const line = session.settings.listing === 'dos' ? dosLine : unixLine;
	const all = flags.includes('a') && session.settings.listing === 'unix';
	const dots = all ? dotEntries(session, session.resolve(path)) : [];
	return [...dots, ...entries].map((entry) => line(session.settings, entry));
}

function entriesOf(session: Session, argument: string, flags: string): DiskEntry[] {
	const { files } = session.server;
	const { globbing, hidden } = session.settings;
	if (globbing && /[[\]*?]/.test(argument)) {
		const pattern = session.resolve(argument);
		const test = globExpression(pattern.slice(pattern.lastIndexOf('/') + 1));
		return files.list(session.resolve(`${pattern}/..`)).filter(({ name }) => test.test(name));
	}
	const path = session.resolve(argument);
	if (!files.stat(path).isDirectory()) return [{ ...files.look(path), name: argument }];
	const shown = hidden === 'always' || (hidden === 'withFlag' && flags.includes('a'));
	return files.list(path).filter(({ name }) => shown || !name.startsWith('.'));
}

function dotEntries(session: Session, path: string): DiskEntry[] {
	const { files } = session.server;
	return [
		{ ...files.look(path), name: '.' },
		{ ...files.look(session.resolve(`${path}/..`)), name: '..' },
	];
}

/** `*`, `?` and `[…]` in the last part of a path, and nothing else: `[a]` does not match itself. */
function globExpression(glob: string): RegExp {
	const source = glob.replace(/\[[^\]]+\]|[^]/g, (part) => {
		if (part === '*') return '.*';
		if (part === '?') return '.';
		return part.length > 1 ? part : part.replace(/[\\^$.|+(){}[\]]/, '\\$&');
	});
	return new RegExp(`^${source}$`, 's');
}
