import { extendedTarget, passiveTarget } from '../../../../nodes/shared/remote/passive';

const reply = (text: string) => ({ code: Number(text.slice(0, 3)), text });

describe('the port in an answer to EPSV', () => {
	it.each([
		['229 Entering Extended Passive Mode (|||6446|)', 6446],
		['229 (!!!65535!)', 65535],
		['229 Extended Passive mode OK (|||1|)', 1],
	])('%s', (text, port) => {
		expect(extendedTarget(reply(text), '192.0.2.1')).toEqual({
			host: '192.0.2.1',
			port,
			announced: null,
		});
	});

	it.each([
		'229 Ok',
		'229 (|||0|)',
		'229 (|||65536|)',
		'229 (|1|10.0.0.1|21|)',
		'229 (|||12',
		'229 (||!12|)',
		'200 (|||21|)',
		'500 (|||21|)',
	])('none in %s', (text) => {
		expect(extendedTarget(reply(text), '192.0.2.1')).toBeNull();
	});
});

describe('the port in an answer to PASV', () => {
	it.each([
		['227 Entering Passive Mode (192,0,2,1,200,10)', 51210, null],
		['227 Entering Passive Mode 192,0,2,1,200,10', 51210, null],
		['227 =192,0,2,1,0,21', 21, null],
		['227 Passive (10, 1, 2, 3, 255, 255).', 65535, '10.1.2.3'],
		['227 Passive ( 10 , 1 ,2 , 3, 255 ,255 )', 65535, '10.1.2.3'],
		['227-Passive mode\n227 10,1,2,3,0,21', 21, '10.1.2.3'],
	])('%s', (text, port, announced) => {
		expect(passiveTarget(reply(text), '192.0.2.1', false)).toEqual({
			host: '192.0.2.1',
			port,
			announced,
		});
	});

	it('leads to the announced address where that is wanted', () => {
		expect(passiveTarget(reply('227 (10,1,2,3,4,5)'), '192.0.2.1', true)).toEqual({
			host: '10.1.2.3',
			port: 1029,
			announced: '10.1.2.3',
		});
	});

	it.each([
		'227 Ok',
		'227 (1,2,3,4,5)',
		'227 (192,0,2,1,0,0)',
		'227 (192,0,2,1,999,1)',
		'227 (300,0,2,1,4,1)',
		'227 (192,0,2,1,4,300)',
		'500 (192,0,2,1,4,1)',
	])('none in %s', (text) => {
		expect(passiveTarget(reply(text), '192.0.2.1', false)).toBeNull();
	});
});
