import {
	dataHandshake,
	dataPort,
	on,
	pasvAddress,
	refuse,
	reply,
	type Fault,
	type Rule,
} from '../../../../support/server/faults';
import type { FaultRow, Operation, Outcome } from './playFault';
import { playFaults } from './servers';

const operations: readonly Operation[] = ['download', 'upload', 'list'];
const passive = ['EPSV', 'PASV'];
const fails = (says: RegExp, stage: 'data' | 'passive' = 'data'): Outcome => ({
	category: 'dataChannel',
	stage,
	says,
});

const rows = (
	title: string,
	outcome: Outcome,
	rules: readonly Rule[],
	more: Partial<FaultRow> = {},
) => operations.map((operation): FaultRow => ({ title, operation, outcome, rules, ...more }));

const ports = (title: string, outcome: Outcome, fault: Fault, more: Partial<FaultRow> = {}) =>
	rows(title, outcome, [on(passive, fault)], more);

describe('a data port that cannot be used', () => {
	playFaults([
		...ports('refused', fails(/data port \d+ of 127\.0\.0\.1 refused/), dataPort('refused')),
		...ports(
			'filtered',
			fails(/data port \d+ of 127\.0\.0\.1 did not answer within 0\.5/),
			dataPort('filtered'),
			{ silent: true },
		),
		...rows('425 for PASV and EPSV', fails(/could not open or keep/, 'passive'), [
			on(passive, reply('425 No free port')),
		]),
		...rows('a refused data connection', fails(/could not open or keep/), [
			on(['RETR', 'STOR', 'LIST', 'MLSD'], reply('425 Cannot open data connection')),
		]),
	]);
	playFaults(
		[
			...ports('reset', fails(/./), dataPort('reset')),
			...rows('an answer that names no port', fails(/./, 'passive'), [
				on('EPSV', reply('229 Go on')),
				on('PASV', reply('227 Go on')),
			]),
			...rows('nonsense for numbers', fails(/./, 'passive'), [
				on('EPSV', reply('522 Use PASV')),
				on('PASV', reply('227 (1,2,3)')),
			]),
			...rows('port 0', fails(/./, 'passive'), [
				on('EPSV', reply('522 Use PASV')),
				on('PASV', reply('227 (127,0,0,1,0,0)')),
			]),
		],
		['inTurn', 'ahead'],
	);
});

describe('a data port that nobody serves', () => {
	playFaults(
		[
			...ports('unserved', fails(/did not (begin|answer)/), dataPort('unserved'), { silent: true }),
			...ports('silent', fails(/did not (begin|answer)/), dataPort('silent'), { silent: true }),
		].filter(({ operation, title }) => operation !== 'upload' || title === 'unserved'),
		['inTurn', 'ahead'],
	);
});

describe('another way to the data port', () => {
	playFaults(
		[
			...rows('PASV where EPSV is not known', {}, [refuse('EPSV', 500)]),
			...rows('PASV where EPSV is refused for the network', {}, [refuse('EPSV', 522)]),
			...rows('PASV where a firewall does not follow EPSV', {}, [on('EPSV', dataPort('refused'))]),
			...rows('the host that answers, whatever address a server behind NAT tells', {}, [
				refuse('EPSV', 502),
				on('PASV', pasvAddress('10.255.255.1')),
			]),
			...rows('a 227 without brackets', {}, [refuse('EPSV', 502)]),
			...rows('another try after 425', {}, [on(passive, { nth: 1 }, reply('425 No free port'))]),
		],
		['inTurn', 'tls'],
	);
});

describe('TLS on the data connection', () => {
	playFaults(
		[
			...rows('a refused handshake', fails(/could not be encrypted|could not open or keep/), [
				on(['RETR', 'STOR', 'LIST', 'MLSD'], dataHandshake('refuse')),
			]),
			...rows('a handshake that is refused once', {}, [
				on(['RETR', 'STOR', 'LIST', 'MLSD'], { nth: 1 }, dataHandshake('refuse')),
			]),
			...rows(
				'a handshake without an answer',
				fails(/did not (begin|answer)/),
				[on(['RETR', 'STOR', 'LIST', 'MLSD'], dataHandshake('silent'))],
				{ silent: true },
			),
			...rows(
				'a server that wants another protection',
				{ category: 'tlsRequired', stage: 'data', says: /./ },
				[on(['RETR', 'STOR', 'LIST', 'MLSD'], dataHandshake('refuse', '522 PROT P is required'))],
			).filter(({ operation }) => operation !== 'download'),
		],
		['tls'],
	);
});
