import {
	newProfile,
	offers,
	parseFeatures,
	recognise,
} from '../../../../nodes/shared/remote/ServerProfile';

describe('FEAT', () => {
	it.each<readonly [string, string, Record<string, string>]>([
		['one feature a line', '211-Features:\n SIZE\n MDTM\n211 End', { SIZE: '', MDTM: '' }],
		[
			'parameters',
			'211-x\n REST STREAM\n MLST type*;size*;\n211 End',
			{ REST: 'STREAM', MLST: 'type*;size*;' },
		],
		['small letters', '211-x\n utf8\n211 End', { UTF8: '' }],
		['the code on every line', '211-x\n211-SIZE\n211-AUTH TLS\n211 End', { SIZE: '', AUTH: 'TLS' }],
		['a feature on several lines', '211-x\n AUTH SSL\n AUTH TLS\n211 End', { AUTH: 'SSL;TLS' }],
		['tabs and no indent', '211-x\n\tSIZE\nMFMT\n211 End', { SIZE: '', MFMT: '' }],
		['no feature', '211 No features', {}],
		['blank lines', '211-x\n\n \n SIZE\n211 End', { SIZE: '' }],
	])('tells %s', (_title, text, expected) => {
		expect(Object.fromEntries(parseFeatures(text))).toEqual(expected);
	});
});

describe('what a server offers', () => {
	const profile = newProfile('auto', '');
	it('is anything while nothing is known', () => {
		expect(offers(profile, 'SIZE')).toBe(true);
	});
	it('is anything that was not refused where FEAT is missing', () => {
		const without = { ...newProfile('auto', ''), features: new Map<string, string>() };
		without.unknown.add('SIZE');
		expect([offers(without, 'SIZE'), offers(without, 'MDTM')]).toEqual([false, true]);
	});
	it('is what FEAT names', () => {
		const named = { ...newProfile('auto', ''), features: new Map([['SIZE', '']]) };
		expect([offers(named, 'SIZE'), offers(named, 'MDTM')]).toEqual([true, false]);
	});
});

describe('commands ahead of replies', () => {
	it.each([
		['220 (vsFTPd 3.0.3)', true],
		['220 ProFTPD Server (Debian) [::1]', true],
		['220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------', true],
		['220 Microsoft FTP Service', false],
		['220 FileZilla Server 1.8.0', false],
		['220 Welcome', false],
	])('after "%s": %s', (greeting, ahead) => {
		const profile = newProfile('auto', '');
		recognise(profile, greeting, newProfile('auto', ''));
		expect(profile.pipelines).toBe(ahead);
	});
});

describe('the greeting of a further connection', () => {
	const learned = (greeting: string) => {
		const profile = newProfile('auto', '');
		recognise(profile, greeting, newProfile('auto', ''));
		profile.features = new Map();
		profile.unknown.add('MLST');
		profile.overlaps = false;
		return profile;
	};

	it.each([
		['220 (vsFTPd 3.0.3)', '220 (vsFTPd 3.0.3)'],
		['220 Welcome, you are user 3 of 50', '220 Welcome, you are user 4 of 50'],
	])('changes nothing that was learned: %s', (first, second) => {
		const profile = learned(first);
		recognise(profile, second, newProfile('auto', ''));
		expect(profile).toMatchObject({ features: new Map(), overlaps: false });
		expect(profile.unknown.has('MLST')).toBe(true);
	});

	it('forgets what was learned of another product', () => {
		const profile = learned('220 (vsFTPd 3.0.3)');
		recognise(profile, '220 Welcome to Pure-FTPd', newProfile('auto', ''));
		expect(profile).toEqual({
			...newProfile('auto', ''),
			greeting: '220 Welcome to Pure-FTPd',
			pipelines: true,
			renames: true,
			overlaps: true,
		});
	});
});

it('measures the time zone unless it is given', () => {
	expect(newProfile('auto', '')).toMatchObject({ clock: { kind: 'utc' }, clockPairs: [] });
	expect(newProfile('auto', 'Europe/Berlin')).toMatchObject({
		clock: { kind: 'zone', name: 'Europe/Berlin' },
		clockPairs: null,
	});
});
