import type { Readable } from 'node:stream';
import type { ReadOptions } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { RemoteError } from '../model/RemoteError';
import { explainMissing } from './explainMissing';
import { findPath } from './findPaths';
import { localFailure } from './localFailure';
import { isSuccess, receive, type Received, type Sink } from './receive';
import { isRefusal } from './Reply';
import { offers } from './ServerProfile';
import type { Session } from './Session';
import { beginTransfer, breakOff, type Transfer } from './Transfer';
import { TransferBody } from './TransferBody';

/** Size and time of a file, as far as they are known. */
export type FileFacts = Pick<Entry, 'size' | 'modifiedAt' | 'modifiedPrecision'>;

const unknownFacts: FileFacts = { size: null, modifiedAt: null, modifiedPrecision: 'none' };

/** One stream to the consumer, fed by as many transfers as it takes. */
export class Reading<T> {
	readonly body: TransferBody;
	/** Size and time that the whole reading is held against; null until asked. */
	facts: FileFacts | null;
	/** Byte offset at which the last transfer went on; null when it began at the first byte. */
	resumedFrom: number | null = null;
	/** What was read is proven wrong: nothing can be added to it. */
	spoiled = false;
	private readonly consumed: Promise<T>;
	private consumerError: RemoteError | null = null;
	private stop: () => void = () => undefined;

	constructor(
		private readonly path: string,
		private readonly options: ReadOptions,
		facts: FileFacts | null,
		consume: (body: Readable) => Promise<T>,
	) {
		this.facts = facts;
		this.body = new TransferBody(options.maxBytes);
		this.body.on('error', () => undefined);
		this.consumed = consume(this.body);
		this.consumed.catch((error: unknown) => {
			this.consumerError = localFailure(error, path);
			this.stop();
		});
	}

	/** The byte of the file that comes next. */
	get offset(): number {
		return (this.options.offset ?? 0) + this.body.bytes;
	}

	/** Reads on from where the last transfer ended. @throws RemoteError when the file is not there in full afterwards */
	async fetch(session: Session): Promise<void> {
		const asking = this.look(session);
		asking.catch(() => undefined);
		if (this.facts) await asking;
		if (this.hasAll) return;
		const skips = this.offset > 0 && !offers(session.profile, 'REST');
		this.resumedFrom = this.body.bytes > 0 ? this.offset : null;
		const about = { stage: 'data', path: this.path, verb: 'RETR', direction: 'download' } as const;
		const command = {
			verb: 'RETR',
			argument: session.wire(this.path),
			restart: skips ? 0 : this.offset,
			mayOverlap: true,
		} as const;
		const transfer = await beginTransfer(session, command, about);
		const received = await this.receiveFrom(
			session,
			transfer,
			skips ? skipping(this.body, this.offset) : this.body,
		);
		await asking;
		await this.judge(session, transfer, received);
	}

	/** Ends the stream, and gives what the consumer made of it. */
	async finish(): Promise<T> {
		this.body.complete();
		try {
			return await this.consumed;
		} catch (error) {
			throw localFailure(error, this.path);
		}
	}

	/** Ends the stream with an error and waits until the consumer has let go of it. */
	async fail(error: Error): Promise<void> {
		this.body.destroy(error);
		await this.consumed.catch(() => undefined);
	}

	/** Asks for size and time: at first in the same flight as the transfer, later to see whether they changed. */
	private async look(session: Session): Promise<void> {
		if (this.facts && this.body.bytes === 0) return;
		const seen = await findPath(session, this.path);
		if (!this.facts) this.facts = seen ?? unknownFacts;
		else if (!seen || changed(this.facts, seen))
			throw this.proven(session, 'changedMeanwhile', seen?.size ?? null);
	}

	private get hasAll(): boolean {
		const size = this.facts?.size ?? null;
		return this.body.satisfied || (size !== null && this.body.bytes > 0 && this.offset === size);
	}

	private async receiveFrom(session: Session, transfer: Transfer, sink: Sink): Promise<Received> {
		this.stop = () => void breakOff(session, transfer);
		const forget = session.onInterrupt(this.stop);
		if (this.consumerError) this.stop();
		try {
			return await receive(session, transfer, sink, {
				stage: 'data',
				path: this.path,
				direction: 'download',
			});
		} finally {
			this.stop = () => undefined;
			forget();
		}
	}

	private async judge(session: Session, transfer: Transfer, received: Received): Promise<void> {
		if (this.consumerError) throw this.consumerError;
		if (this.body.satisfied) return;
		const { reply, orderly } = received;
		const about = { stage: 'data', path: this.path, verb: 'RETR', direction: 'download' } as const;
		if (reply && isRefusal(reply)) {
			throw received.bytes === 0
				? await explainMissing(session, this.path, 'download', reply)
				: session.refusal(reply, { ...about, bytesSoFar: this.body.bytes });
		}
		const size = this.options.verify === 'off' ? null : (this.facts?.size ?? null);
		if (size !== null && this.offset > size) throw this.proven(session, 'endedLonger', this.offset);
		const short = size !== null && this.offset < size;
		if (isSuccess(received) && orderly && !short) return;
		throw this.interrupted(session, transfer, received, size);
	}

	/** Not whole yet: the next try goes on from here. */
	private interrupted(
		session: Session,
		{ mode }: Transfer,
		{ reply, bytes }: Received,
		size: number | null,
	) {
		const common = {
			path: this.path,
			ftpCode: reply?.code ?? null,
			ftpReply: reply ? session.readable(reply.text) : null,
		};
		if (bytes > 0 && size !== null && reply) {
			return session.error({
				category: 'integrity',
				stage: 'verify',
				how: 'endedShort',
				direction: 'download',
				expected: size,
				actual: this.offset,
				...common,
			});
		}
		return session.error({
			category: 'dataChannel',
			stage: 'data',
			how: 'cut',
			mode,
			direction: 'download',
			bytesSoFar: this.body.bytes,
			...common,
		});
	}

	/** The bytes read so far are not those of one file. */
	private proven(session: Session, how: 'changedMeanwhile' | 'endedLonger', actual: number | null) {
		this.spoiled = true;
		return session.error({
			category: 'integrity',
			stage: 'verify',
			how,
			direction: 'download',
			path: this.path,
			expected: this.facts?.size ?? undefined,
			actual: actual ?? undefined,
		});
	}
}

/** Listings know minutes where MDTM knows seconds, so times count only where both are exact. */
function changed(before: FileFacts, now: FileFacts): boolean {
	const exact = before.modifiedPrecision === 'second' && now.modifiedPrecision === 'second';
	return (
		(before.size !== null && now.size !== null && before.size !== now.size) ||
		(exact && before.modifiedAt !== now.modifiedAt)
	);
}

/** Reads from the first byte and throws away what is known, for servers without REST. */
function skipping(body: TransferBody, known: number): Sink {
	let left = known;
	return {
		attach: (source) => body.attach(source),
		detach: () => body.detach(),
		get satisfied() {
			return body.satisfied;
		},
		accept: (chunk) => {
			const skipped = Math.min(left, chunk.length);
			left -= skipped;
			if (skipped < chunk.length) body.accept(chunk.subarray(skipped));
		},
	};
}
