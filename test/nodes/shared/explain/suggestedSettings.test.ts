import {
	bestAlternative,
	dataAlternatives,
	describeSuggestion,
	effectiveSsl,
	loginAlternatives,
	portNotice,
	type SslMode,
} from '../../../../nodes/shared/explain/suggestedSettings';

const passive = { mode: 'passive', passiveAddress: 'controlHost' } as const;

it.each<[number, SslMode, RegExp | null]>([
	[21, 'useIfAvailable', null],
	[21, 'explicit', null],
	[21, 'never', null],
	[21, 'implicit', /21 and 3021 are explicit/],
	[3021, 'implicit', /explicit TLS by custom/],
	[990, 'useIfAvailable', null],
	[990, 'implicit', null],
	[990, 'explicit', /990 and 3990 are implicit TLS by custom.*Require SSL \(Explicit\)/],
	[3990, 'never', /implicit TLS by custom.*Never Use/],
	[22, 'useIfAvailable', /SFTP/],
	[2121, 'implicit', null],
])('says what belongs to port %i with %s', (port, ssl, notice) => {
	if (notice === null) expect(portNotice(port, ssl)).toBeNull();
	else expect(portNotice(port, ssl)).toMatch(notice);
});

it('speaks implicit TLS on 990 and 3990 where "if available" is set', () => {
	expect([21, 990, 3990, 2121].map((port) => effectiveSsl(port, 'useIfAvailable'))).toEqual([
		'useIfAvailable',
		'implicit',
		'implicit',
		'useIfAvailable',
	]);
	expect(effectiveSsl(990, 'explicit')).toBe('explicit');
});

describe('other ways to the same login', () => {
	it('are other methods on the same port, then the usual ports', () => {
		expect(loginAlternatives({ port: 21, ssl: 'explicit', ...passive })).toEqual([
			{ ssl: 'implicit' },
			{ port: 990, ssl: 'implicit' },
			{ port: 3021, ssl: 'explicit' },
			{ port: 3990, ssl: 'implicit' },
		]);
	});
	it('never go plain unless the settings allow it', () => {
		for (const ssl of ['explicit', 'implicit'] as const)
			for (const one of loginAlternatives({ port: 2121, ssl, ...passive }))
				expect(['explicit', 'implicit']).toContain(one.ssl);
	});
	it('are looked for on the ports that are given', () => {
		const ports = [{ port: 4000, implicit: true }];
		expect(loginAlternatives({ port: 21, ssl: 'implicit', ...passive }, ports)).toEqual([
			{ ssl: 'explicit' },
			{ port: 4000, ssl: 'implicit' },
		]);
	});
	it('do not repeat what "if available" has tried', () => {
		expect(loginAlternatives({ port: 21, ssl: 'useIfAvailable', ...passive })[0]).toEqual({
			ssl: 'implicit',
		});
		expect(loginAlternatives({ port: 990, ssl: 'useIfAvailable', ...passive }).slice(0, 2)).toEqual(
			[{ ssl: 'explicit' }, { ssl: 'never' }],
		);
	});
	it('for data are the other address, then the other mode', () => {
		expect(dataAlternatives({ port: 21, ssl: 'never', ...passive })).toEqual([
			{ advanced: true, passiveAddress: 'server' },
			{ advanced: true, mode: 'active' },
		]);
		expect(
			dataAlternatives({ port: 21, ssl: 'never', mode: 'active', passiveAddress: 'server' }),
		).toEqual([{ advanced: true, mode: 'passive' }]);
	});
});

it('prefers encryption, then passive mode, then the order given', () => {
	expect(bestAlternative([])).toBeNull();
	expect(
		bestAlternative([
			{ ssl: 'never' },
			{ port: 990, ssl: 'implicit' },
			{ port: 3021, ssl: 'explicit' },
		]),
	).toEqual({
		port: 990,
		ssl: 'implicit',
	});
	expect(bestAlternative([{ mode: 'active' }, { passiveAddress: 'server' }])).toEqual({
		passiveAddress: 'server',
	});
});

it('names the fields as the credential shows them', () => {
	expect(
		describeSuggestion({
			port: 990,
			ssl: 'implicit',
			advanced: true,
			mode: 'active',
			passiveAddress: 'server',
			maxConnections: 2,
		}),
	).toBe(
		"These settings worked: Port 990, SSL Require SSL (Implicit), Use Advanced Settings on, Transfer Mode Active, Passive Address from the server's reply, Max Connections 2. Active mode is for local networks without firewall and NAT; better have the passive ports opened.",
	);
	expect(describeSuggestion({})).toBe('');
});
