import type { Readable } from 'node:stream';
import type { ReadOptions } from '../model/Endpoint';
import { isCategory, type RemoteError } from '../model/RemoteError';
import { explainMissing } from './explainMissing';
import { changed, factsOf, isLink, unknownFacts, type FileFacts } from './FileFacts';
import { askAtOnce, askPaths, lookInListing, sizeOf } from './findPaths';
import { localFailure } from './localFailure';
import { isSuccess, receive, type Received, type Sink } from './receive';
import { isDone, isRefusal } from './Reply';
import { offers } from './ServerProfile';
import type { Session } from './Session';
import { beginTransfer, breakOff, type Transfer } from './Transfer';
import { skipping } from './skipping';
import { TransferBody } from './TransferBody';

/** One stream to the consumer, fed by as many transfers as it takes. */
export class Reading<T> {
	readonly body: TransferBody;
	/** Size and time that the whole reading is held against; null until asked. */
	facts: FileFacts | null;
	/** Byte offset at which the last transfer went on; null when it began at the first byte. */
	resumedFrom: number | null = null;
	/** What was read is proven wrong: nothing can be added to it. */
	spoiled = false;
	/** The path is a link: what MLST says of it is not about the file. */
	private throughLink = false;
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
		const body = new TransferBody(options.maxBytes);
		this.body = body;
		this.body.on('error', () => undefined);
		// Wrapped, so that what is thrown before the first wait is the consumer's failure too.
		this.consumed = (async () => await consume(body))();
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
		const first = !this.facts && this.body.bytes === 0;
		const asking = this.look(session, first);
		asking.catch(() => undefined);
		if (!first) await asking;
		// Only a size shows a server that says 350 to REST and begins at the first byte all the same.
		if (this.body.bytes > 0) this.facts ??= await this.lookAgain(session);
		if (this.hasAll) return;
		this.resumedFrom = this.body.bytes > 0 ? this.offset : null;
		const { transfer, sink } = await this.begin(session);
		const received = await this.receiveFrom(session, transfer, sink);
		await asking;
		this.facts ??= await this.lookAgain(session);
		await this.doubtSize(session);
		await this.judge(session, transfer, received);
	}

	/** Begins at `offset`; a server without REST sends all, and what is known is thrown away, also where no size is known. */
	private async begin(session: Session): Promise<{ transfer: Transfer; sink: Sink }> {
		const { offset, path, body } = this;
		const about = { stage: 'data', path, verb: 'RETR', direction: 'download' } as const;
		const argument = session.wire(path);
		const start = async (restart: number) =>
			await beginTransfer(session, { verb: 'RETR', argument, restart, another: 'perhaps' }, about);
		const provable = body.bytes === 0 || (this.facts?.size ?? null) !== null;
		if (offset === 0 || (provable && offers(session.profile, 'REST'))) {
			try {
				return { transfer: await start(offset), sink: body };
			} catch (error) {
				if (offset === 0 || !isCategory(error, 'unsupported')) throw error;
			}
		}
		return { transfer: await start(0), sink: skipping(body, offset) };
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

	/**
	 * Asks for size and time: at first in the same flight as the transfer, later to see whether they changed. A server
	 * that refuses to tell may give the file all the same.
	 */
	private async look(session: Session, beside: boolean): Promise<void> {
		if (this.facts && this.body.bytes === 0) return;
		const ask = beside ? askAtOnce : askPaths;
		const [seen] = await ask(session, [this.path]);
		// The size of a link is that of its text, while RETR gives what it leads to.
		this.throughLink = seen !== undefined && isLink(seen);
		if (this.throughLink) return;
		if (!this.facts) {
			if (!(seen instanceof Error)) this.facts = factsOf(seen);
		} else if (!(seen instanceof Error) && (!seen || changed(this.facts, seen)))
			throw this.proven(session, 'changedMeanwhile', seen?.size ?? null);
	}

	/**
	 * What the first question did not tell. Only after the transfer: now the data connection is free for a listing, and
	 * ProFTPD answers no SIZE during one.
	 */
	private async lookAgain(session: Session): Promise<FileFacts> {
		if (this.throughLink) return { ...unknownFacts, size: await sizeOf(session, this.path) };
		const [seen] = await askPaths(session, [this.path]);
		const told = seen instanceof Error ? null : seen;
		return factsOf(told ?? (await lookInListing(session, this.path)));
	}

	/**
	 * ProFTPD calls a link a file in MLST, with the size of the link's text. So where another number of bytes has come, and
	 * MLST still says the same, SIZE decides: it follows links.
	 */
	private async doubtSize(session: Session): Promise<void> {
		const { facts, path, options } = this;
		if (options.verify === 'off' || this.body.satisfied || !session.usable) return;
		if (!facts || facts.size === null || facts.size === this.offset) return;
		const size = await sizeOf(session, path);
		if (size === null || size === facts.size) return;
		const [seen] = await askPaths(session, [path]);
		if (seen && !(seen instanceof Error) && !changed(facts, seen))
			this.facts = { ...unknownFacts, size };
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
			if (received.bytes === 0) throw await explainMissing(session, this.path, 'download', reply);
			// After the first byte the path is fine: a 550 then is a transfer that broke.
			const broke = reply.code === 550 || reply.code === 551;
			if (!broke) throw session.refusal(reply, { ...about, bytesSoFar: this.body.bytes });
		}
		const known = this.facts?.size ?? null;
		const unverified = this.options.verify === 'off';
		if (known !== null && this.offset > known && (!unverified || this.resumedFrom !== null)) {
			// Some say 350 to REST and begin at the first byte.
			if (this.resumedFrom !== null) session.profile.unknown.add('REST');
			throw this.proven(session, 'endedLonger', this.offset);
		}
		const size = unverified ? null : known;
		const short = size !== null && this.offset < size;
		// Some reset the connection behind the last byte: nothing is missing then.
		if (isSuccess(received) && (orderly || this.offset === known) && !short) return;
		throw this.interrupted(session, transfer, received, size);
	}

	/** Not whole yet: the next try goes on from here. */
	private interrupted(
		session: Session,
		{ mode }: Transfer,
		{ reply }: Received,
		size: number | null,
	) {
		const common = {
			path: this.path,
			ftpCode: reply?.code ?? null,
			ftpReply: reply ? session.readable(reply.text) : null,
		};
		if (this.body.bytes > 0 && size !== null && reply && isDone(reply)) {
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
