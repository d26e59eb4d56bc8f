import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Category, Stage } from '../../../../../nodes/shared/model/category';
import type { Receipt } from '../../../../../nodes/shared/model/Receipt';
import { RemoteError } from '../../../../../nodes/shared/model/RemoteError';
import type { RemoteSettings } from '../../../../../nodes/shared/remote/settings';
import { bytesOf } from '../../../../support/memory/bytesOf';
import type { Fault, Rule } from '../../../../support/server/faults';
import type { ServerOptions } from '../../../../support/server/settings';
import { expectHealthy } from '../healthy';
import { withRemote, type Lent } from '../withRemote';

/** What is done while the server goes wrong. Files: `/in/old.bin`, `/in/file.bin`, folder `/in/sub`. */
export type Operation =
	| 'download'
	| 'upload'
	| 'replace'
	| 'direct'
	| 'append'
	| 'list'
	| 'delete'
	| 'rename'
	| 'createFolder';

/** What a person sees in the end. */
export type Outcome =
	| { readonly category: Category; readonly stage: Stage; readonly says: RegExp }
	| { readonly attempts?: number; readonly resumed?: boolean };

export interface FaultRow {
	readonly title: string;
	readonly operation: Operation;
	readonly rules: readonly Rule[];
	readonly outcome: Outcome;
	readonly server?: ServerOptions;
	readonly settings?: Partial<RemoteSettings>;
	/** The server stands still: the time-out is short, and otherwise too long for a busy machine to reach. */
	readonly silent?: boolean;
}

/** Whether a fault makes the server stand still. */
export function isSilent({ data }: Fault): boolean {
	return data?.reply === null && data.ending !== 'cutControl';
}

export const oldBytes = Buffer.alloc(1_200_000, 'the old file ');
export const newBytes = Buffer.from(
	Uint8Array.from({ length: 1_700_000 }, (_byte, index) => (index * 7 + (index >> 8)) & 255),
);
const newHash = createHash('sha256').update(newBytes).digest('hex');

/** Plays one row: the outcome is as told, nothing is lost, and the pool is healthy afterwards. */
export async function playFault(row: FaultRow, server: ServerOptions = {}): Promise<void> {
	const options = {
		server: { ...server, ...row.server },
		settings: { timeoutMs: row.silent ? 500 : 10_000, retries: 1, ...row.settings },
	};
	await withRemote(options, async (lent) => {
		mkdirSync(join(lent.server.root, 'in/sub'), { recursive: true });
		writeFileSync(join(lent.server.root, 'in/old.bin'), oldBytes);
		writeFileSync(join(lent.server.root, 'in/file.bin'), newBytes);
		lent.server.script(...row.rules);
		const result = await operations[row.operation](lent).catch((error: unknown) => error);
		expectOutcome(row, result, lent);
		expectNothingLost(row, result, lent);
		await expectHealthy(lent);
	});
}

const operations: Readonly<Record<Operation, (lent: Lent) => Promise<unknown>>> = {
	download: async ({ endpoint }) =>
		(await endpoint.read('/in/file.bin', proven, { verify: 'size' })).receipt,
	upload: async ({ endpoint }) =>
		await endpoint.write('/in/new.bin', bytesOf(newBytes), { mode: 'atomic', verify: 'size' }),
	replace: async ({ endpoint }) =>
		await endpoint.write('/in/old.bin', bytesOf(newBytes), { mode: 'atomic', verify: 'size' }),
	direct: async ({ endpoint }) =>
		await endpoint.write('/in/new.bin', bytesOf(newBytes), { mode: 'direct', verify: 'size' }),
	append: async ({ endpoint }) =>
		await endpoint.write('/in/old.bin', bytesOf(newBytes), { mode: 'append', verify: 'size' }),
	list: async ({ endpoint }) => {
		const { entries, complete } = await endpoint.list('/in');
		expect(entries.map(({ name }) => name).sort()).toEqual(['file.bin', 'old.bin', 'sub']);
		expect(complete).toBe(true);
	},
	delete: async ({ endpoint }) => await endpoint.removeFile('/in/old.bin'),
	rename: async ({ endpoint }) =>
		await endpoint.move('/in/old.bin', '/in/sub/moved.bin', { overwrite: false }),
	createFolder: async ({ endpoint }) => await endpoint.createFolder('/in/made'),
};

/** Reads all; what comes to its end must be the file. A body that breaks was no file to anybody. */
async function proven(body: Readable): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
	expect(Buffer.concat(chunks).equals(newBytes)).toBe(true);
}

function expectOutcome({ outcome, operation }: FaultRow, result: unknown, lent: Lent): void {
	if (!('category' in outcome)) {
		if (result instanceof Error) throw result;
		const receipt = result as Receipt | undefined;
		if (outcome.attempts !== undefined) expect(receipt?.attempts).toBe(outcome.attempts);
		if (outcome.resumed !== undefined)
			expect((receipt?.resumedFrom ?? 0) > 0).toBe(outcome.resumed);
		// However often it was cut: the hash is that of all bytes.
		if (receipt && 'sha256' in receipt) expect(receipt.sha256).toBe(newHash);
		return;
	}
	expect(result).toBeInstanceOf(RemoteError);
	if (!(result instanceof RemoteError)) return;
	const { category, stage, message, description, path } = result;
	expect({ category, stage, message }).toEqual({
		category: outcome.category,
		stage: outcome.stage,
		message: expect.stringMatching(outcome.says) as string,
	});
	expect(description).not.toBe('');
	expect(path).not.toBeNull();
	expect(message).toContain(message.includes('"') ? (path ?? '') : `127.0.0.1:${lent.server.port}`);
	expect(JSON.stringify([message, description, result])).not.toContain('secret');
	expect(operation).toBe(operation);
}

function expectNothingLost({ operation }: FaultRow, result: unknown, { server }: Lent): void {
	const at = (path: string) => join(server.root, path);
	const failed = result instanceof Error;
	const holds = (path: string, bytes: Buffer) => readFileSync(at(path)).equals(bytes);
	expect(holds('in/file.bin', newBytes)).toBe(true);
	switch (operation) {
		case 'upload':
		case 'direct':
			expect(existsSync(at('in/new.bin'))).toBe(!failed);
			if (!failed) expect(holds('in/new.bin', newBytes)).toBe(true);
			break;
		case 'replace':
			expect(holds('in/old.bin', failed ? oldBytes : newBytes)).toBe(true);
			break;
		case 'append': {
			const now = readFileSync(at('in/old.bin'));
			const whole = Buffer.concat([oldBytes, newBytes]);
			expect(whole.subarray(0, now.length).equals(now)).toBe(true);
			expect(now.length).toBeGreaterThanOrEqual(failed ? oldBytes.length : whole.length);
			break;
		}
		case 'rename': {
			const moved = existsSync(at('in/sub/moved.bin'));
			expect(moved).toBe(!failed);
			expect(holds(moved ? 'in/sub/moved.bin' : 'in/old.bin', oldBytes)).toBe(true);
			break;
		}
		case 'delete':
			expect(existsSync(at('in/old.bin'))).toBe(failed);
			break;
		case 'createFolder':
			expect(existsSync(at('in/made'))).toBe(!failed);
			break;
		case 'download':
		case 'list':
			expect(holds('in/old.bin', oldBytes)).toBe(true);
	}
}
