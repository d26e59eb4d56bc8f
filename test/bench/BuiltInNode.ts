import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import PromiseFtp from 'promise-ftp';

interface FtpAccount {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	readonly password: string;
	readonly ssl: string;
}

/**
 * promise-ftp, the library of n8n's own FTP node, used in n8n's engine as that node uses it: one connection, one file after
 * the other, downloads by way of a temporary file into n8n's store, uploads as streams out of it.
 */
export class BuiltInNode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Built-in',
		name: 'builtIn',
		group: ['input'],
		version: 1,
		description: 'Moves files by promise-ftp',
		defaults: { name: 'Built-in' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'ftpRemoteApi', required: true }],
		properties: [
			{ displayName: 'Operation', name: 'operation', type: 'string', default: '' },
			{ displayName: 'Path', name: 'path', type: 'string', default: '' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { host, port, user, password, ssl } =
			await this.getCredentials<FtpAccount>('ftpRemoteApi');
		const ftp = new PromiseFtp();
		await ftp.connect({
			host,
			port,
			user,
			password,
			secure: ssl === 'explicit',
			secureOptions: { rejectUnauthorized: false },
		});
		try {
			const items: INodeExecutionData[] = [];
			for (const index of this.getInputData().keys()) {
				const path = this.getNodeParameter('path', index) as string;
				if (this.getNodeParameter('operation', index) === 'upload')
					items.push(await upload(this, ftp, path, index));
				else
					for (const file of await filesOf(ftp, path)) items.push(await download(this, ftp, file));
			}
			return [items];
		} finally {
			await ftp.end();
		}
	}
}

async function filesOf(ftp: PromiseFtp, path: string): Promise<string[]> {
	const files: string[] = [];
	for (const entry of await ftp.list(path)) {
		if (typeof entry === 'string') continue;
		const below = `${path}/${entry.name}`;
		if (entry.type === 'd') files.push(...(await filesOf(ftp, below)));
		else files.push(below);
	}
	return files;
}

async function download(
	{ nodeHelpers }: IExecuteFunctions,
	ftp: PromiseFtp,
	path: string,
): Promise<INodeExecutionData> {
	const folder = await mkdtemp(join(tmpdir(), 'built-in-'));
	try {
		const file = join(folder, basename(path));
		await pipeline((await ftp.get(path)) as Readable, createWriteStream(file));
		return { json: {}, binary: { data: await nodeHelpers.copyBinaryFile(file, basename(path)) } };
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** The folder is made when the server says 553, and the file is sent again. */
async function upload(
	{ helpers }: IExecuteFunctions,
	ftp: PromiseFtp,
	path: string,
	index: number,
): Promise<INodeExecutionData> {
	const { id } = helpers.assertBinaryData(index, 'data');
	const put = async () => await ftp.put(await helpers.getBinaryStream(id ?? ''), path);
	try {
		await put();
	} catch (error) {
		if ((error as { code?: number }).code !== 553) throw error;
		await ftp.mkdir(dirname(path), true);
		await put();
	}
	return { json: { path } };
}
