import { closeSync, constants, createReadStream, openSync, readFileSync } from 'node:fs';
import { asciiOut } from '../data/ascii';
import { readOnDemand } from '../data/readOnDemand';
import { receiveFile } from '../data/receiveFile';
import { sendData } from '../data/sendData';
import type { Session } from '../Session';
import type { Commands } from './Command';

/** Files up to this size are read at once; a stream costs five turns through the thread pool. */
const smallFile = 65_536;

/** Files that travel. */
export const transfers: Commands = {
	async RETR(session, argument) {
		const path = session.resolve(argument);
		const offset = takeRestart(session);
		const { files } = session.server;
		const stats = files.stat(path);
		if (!stats.isFile()) return session.reply('550 Not a plain file');
		if (offset > stats.size) return session.reply('554 Restart point is behind the end');
		const place = files.follow(path);
		const opening = `150 Opening data connection (${stats.size - offset} bytes)`;
		const bent = session.faults.some(({ data }) => data !== undefined);
		if (session.binary && offset === 0 && stats.size <= smallFile && !bent) {
			return sendData(session, 'RETR', opening, readFileSync(place));
		}
		// A fault counts bytes and changes files under way: nothing may be read ahead then.
		const body = bent
			? readOnDemand(place, offset)
			: createReadStream(place, { start: offset, highWaterMark: 262_144 });
		await sendData(session, 'RETR', opening, session.binary ? body : asciiOut(body));
	},

	async STOR(session, argument) {
		const offset = takeRestart(session);
		const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
		// Like vsftpd: a restarted upload writes over what is there and cuts nothing off.
		await store(session, argument, O_WRONLY | O_CREAT | (offset === 0 ? O_TRUNC : 0), offset);
	},

	async APPE(session, argument) {
		takeRestart(session);
		const { O_WRONLY, O_CREAT, O_APPEND } = constants;
		await store(session, argument, O_WRONLY | O_CREAT | O_APPEND, null);
	},

	REST(session, argument) {
		const offset = Number(argument);
		if (argument === '' || !Number.isSafeInteger(offset) || offset < 0) {
			return session.reply('501 Not an offset');
		}
		session.restartAt = offset;
		session.reply(`350 Restarting at ${offset}`);
	},

	// A transfer that was running has been ended and answered by now.
	ABOR(session) {
		session.data.close();
		session.reply('226 Nothing to abort any more');
	},
};

async function store(
	session: Session,
	argument: string,
	flags: number,
	start: number | null,
): Promise<void> {
	const descriptor = openSync(session.server.files.follow(session.resolve(argument)), flags, 0o644);
	let taken = false;
	try {
		taken = await receiveFile(session, descriptor, start);
	} finally {
		if (!taken) closeSync(descriptor);
	}
}

function takeRestart(session: Session): number {
	const offset = session.restartAt;
	session.restartAt = 0;
	return offset;
}
