import { RemoteError } from '../../../../nodes/shared/model/RemoteError';
import { bytesOf, textOf } from '../../../support/memory/bytesOf';
import { on, refuse, wrongSize, type Rule } from '../../../support/server/faults';
import { pipelining, withRemote, type Lent } from './withRemote';

const whole = { mode: 'atomic', verify: 'size' } as const;

async function logOf(
	rule: Rule,
	work: (lent: Lent) => Promise<unknown>,
	protocolLog = true,
): Promise<readonly string[] | undefined> {
	const options = { server: pipelining, settings: { retries: 0, protocolLog } };
	return await withRemote(options, async (lent) => {
		lent.server.script(rule);
		const error = await work(lent).catch((thrown: unknown) => thrown);
		if (!(error instanceof RemoteError)) throw new Error('nothing failed');
		return error.protocolLog;
	});
}

const write = async ({ endpoint }: Lent) => await endpoint.write('/a', bytesOf('content'), whole);

describe('an error carries the end of the conversation where that is asked for', () => {
	it.each<[string, Rule, (lent: Lent) => Promise<unknown>, string[]]>([
		['a refused login', refuse('PASS', 530), write, ['> USER test', '> PASS ***', '< 530']],
		['a refused upload', refuse('STOR', 553), write, ['> STOR ', '< 553']],
		[
			'a proof that fails after the upload',
			on('SIZE', wrongSize(-1)),
			write,
			['> SIZE ', '< 213 6'],
		],
		[
			'a missing file',
			refuse('RETR', 550),
			async ({ endpoint }) => await endpoint.read('/a', textOf, { verify: 'size' }),
			['> RETR /a', '< 550'],
		],
	])('%s', async (_title, rule, work, lines) => {
		const log = await logOf(rule, work);
		for (const line of lines) expect(log?.some((one) => one.startsWith(line))).toBe(true);
		expect(log?.length).toBeLessThanOrEqual(20);
		expect(log?.join()).not.toContain('secret');
	});

	it('and not otherwise', async () => {
		expect(await logOf(refuse('STOR', 553), write, false)).toBeUndefined();
	});
});
