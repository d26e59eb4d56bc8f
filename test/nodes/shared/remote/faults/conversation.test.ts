import {
	delay,
	dropBefore,
	endlessReply,
	hugeReply,
	on,
	reply,
	say,
	sendRaw,
	silence,
	splitReply,
	type Rule,
} from '../../../../support/server/faults';
import type { FaultRow, Operation, Outcome } from './playFault';
import { playFaults } from './servers';

const operations: readonly Operation[] = [
	'download',
	'replace',
	'append',
	'list',
	'delete',
	'rename',
	'createFolder',
];
const verbs = ['RETR', 'STOR', 'APPE', 'MLSD', 'DELE', 'RNTO', 'MKD'];
const asking = ['MLST', 'SIZE', 'CWD', 'EPSV', 'RNFR'];

const rows = (
	title: string,
	outcome: Outcome,
	rules: readonly Rule[],
	more: Partial<FaultRow> = {},
) => operations.map((operation): FaultRow => ({ title, operation, outcome, rules, ...more }));

describe('an odd conversation', () => {
	playFaults(
		[
			...rows('with every reply in pieces', {}, [on('*', splitReply())]),
			...rows('with late replies', {}, [on([...verbs, ...asking], delay(20))]),
			...rows('with long replies', {}, [on(['CWD', 'RNFR', 'MKD', 'DELE'], hugeReply(100 * 1024))]),
			...rows('with an answer too much to the command', {}, [
				on(verbs, { nth: 1 }, say('226 Welcome back')),
			]),
			...rows('with an answer too much before it', {}, [
				on(asking, { nth: 1 }, say('226 Transfer complete')),
			]),
			...rows('with a blank line before an answer', {}, [on(asking, { nth: 1 }, sendThen('\r\n'))]),
			...rows('with an interim answer', {}, [
				on([...verbs, ...asking], { nth: 1 }, say('150 Wait')),
			]),
			...rows(
				'with a lost connection at every question once',
				{},
				asking.map((verb) => on(verb, { nth: 1 }, dropBefore('reset'))),
				{ settings: { retries: 6 } },
			),
			...rows(
				'with 421 at every question once',
				{},
				asking.map((verb) => on(verb, { nth: 1 }, reply('421 Shutting down'))),
				{ settings: { retries: 6 } },
			),
		],
		['inTurn', 'ahead'],
	);
});

describe('no conversation', () => {
	const protocol = (says: RegExp): Outcome => ({ category: 'protocol', stage: 'command', says });
	const one = (
		title: string,
		outcome: Outcome,
		rules: readonly Rule[],
		more: Partial<FaultRow> = {},
	): FaultRow => ({
		title,
		operation: 'delete',
		outcome,
		rules,
		...more,
	});
	playFaults(
		[
			one('with an endless line', protocol(/far too long/), [
				on('DELE', endlessReply('line', '250')),
			]),
			one('with endless lines', protocol(/far too long/), [
				on('DELE', endlessReply('lines', '250')),
			]),
			one('with a reply of 300 KiB', protocol(/far too long/), [
				on('DELE', { nth: 1 }, dropBefore()),
				on('DELE', endlessReply('lines', '250')),
			]),
			one('with text that is no reply', protocol(/does not answer like an FTP server/), [
				on('DELE', sendRaw('Internal server error\r\n')),
			]),
			one(
				'with silence',
				{ category: 'timeout', stage: 'command', says: /did not answer DELE for "?\/in\/old\.bin/ },
				[on('DELE', silence())],
				{ silent: true },
			),
		],
		['inTurn', 'ahead'],
	);
});

/** Sends this before the command is run. */
function sendThen(text: string) {
	return {
		around: async (
			{ session }: { session: { write: (wire: string) => void } },
			run: () => Promise<void>,
		) => {
			session.write(text);
			await run();
		},
	};
}
