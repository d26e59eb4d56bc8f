import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Session } from '../Session';
import { openData } from './openData';
import { passing } from './passing';
import { resetAfterRead } from './resetAfterRead';
import { untilClosed } from './untilClosed';

/** Sends a body through the next data connection, with the replies before and after it. */
export async function sendData(
	session: Session,
	verb: string,
	opening: string,
	body: Buffer | AsyncIterable<Buffer>,
): Promise<void> {
	const open = await openData(session, verb, opening);
	if (open === null) {
		if (body instanceof Readable) body.destroy();
		return;
	}
	const { raw, stream, fault } = open;
	const aborting = new AbortController();
	session.abortTransfer = () => {
		aborting.abort();
		raw.resetAndDestroy();
	};
	// What the client sends on its side is of no interest; its end is.
	stream.resume();
	stream.once('end', () => {
		if (stream.writableFinished) raw.destroy();
	});
	const bent = fault.stopAfter ?? fault.bytesPerSecond ?? fault.whenPassed;
	try {
		if (Buffer.isBuffer(body) && bent === undefined) stream.write(body);
		else {
			const source = Buffer.isBuffer(body) ? Readable.from([body]) : body;
			const passed = bent === undefined ? source : passing(fault, aborting.signal)(source);
			await pipeline(passed, stream, { end: false });
		}
		if (fault.ending === 'hold') await untilClosed(session);
		else if (fault.ending === 'cutControl') session.drop();
		else if (fault.ending === 'reset') await resetAfterRead(raw);
		else {
			stream.end();
			await finished(stream, { readable: false });
			if (stream.readableEnded) raw.destroy();
		}
		finish(session, fault.reply, fault.ending === 'reset' ? broken : '226 Transfer complete');
	} catch {
		raw.destroy();
		finish(session, fault.reply, broken);
	}
}

const broken = '426 Data connection broken';

/** The final reply of a transfer, which a fault may replace (text) or swallow (null). */
export function finish(session: Session, byFault: string | null | undefined, reply: string): void {
	session.abortTransfer = null;
	if (byFault !== null && !session.closed.aborted) session.reply(byFault ?? reply);
}
