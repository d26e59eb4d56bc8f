import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import PromiseFtp from 'promise-ftp';
import type { BuiltInWork } from './builtIn';
import { answerWith } from './childRun';
import { Meter } from './Meter';

answerWith(async (work: BuiltInWork) => {
	Meter.collectGarbage();
	for (const ends of work.warmUps) await transfer({ ...work, ...ends });
	const meter = new Meter();
	await transfer(work);
	return meter.read();
});

async function transfer(work: BuiltInWork): Promise<void> {
	const ftp = new PromiseFtp();
	const { host, port, user, password, tls } = work;
	const secureOptions = { rejectUnauthorized: false };
	await ftp.connect({ host, port, user, password, secure: tls, secureOptions });
	if (work.upload) for (const path of work.paths) await upload(ftp, work, path);
	else await download(ftp, work.remote, work.local);
	await ftp.end();
}

async function download(ftp: PromiseFtp, remote: string, local: string): Promise<void> {
	await mkdir(local, { recursive: true });
	for (const entry of await ftp.list(remote)) {
		if (typeof entry === 'string') continue;
		const from = `${remote}/${entry.name}`;
		const to = join(local, entry.name);
		if (entry.type === 'd') await download(ftp, from, to);
		else await pipeline((await ftp.get(from)) as Readable, createWriteStream(to));
	}
}

/** n8n's node makes the folder when the server says 553, and sends the file again. */
async function upload(
	ftp: PromiseFtp,
	{ local, remote }: BuiltInWork,
	path: string,
): Promise<void> {
	const put = async () => await ftp.put(createReadStream(join(local, path)), `${remote}/${path}`);
	try {
		await put();
	} catch (error) {
		if ((error as { code?: number }).code !== 553) throw error;
		await ftp.mkdir(dirname(`${remote}/${path}`), true);
		await put();
	}
}
