import { blameAddress } from '../../../../nodes/shared/diagnose/blameAddress';
import { toError } from '../../../../nodes/shared/explain/explain';
import { remoteSettings } from '../../../../nodes/shared/n8n/remoteSettings';

const refused = toError({
	category: 'dataChannel',
	stage: 'data',
	how: 'refused',
	mode: 'passive',
	direction: 'listing',
	path: '/',
	address: '10.0.0.1',
	dataPort: 4000,
});
const settings = (passiveAddress: string) =>
	remoteSettings({ host: 'a', advanced: true, passiveAddress });

it('blames the announced address when the host itself serves data', () => {
	const error = blameAddress(refused, settings('server'), {
		advanced: true,
		passiveAddress: 'controlHost',
	});
	expect(error.message).toContain('announced 10.0.0.1 for data, which cannot be reached');
	expect(error.description).toContain('stands behind NAT');
});

it('blames the host when the announced address serves data', () => {
	const error = blameAddress(refused, settings('controlHost'), {
		advanced: true,
		passiveAddress: 'server',
	});
	expect(error.message).toContain('data is not served at 10.0.0.1');
	expect(error.description).toContain("Set Passive Address to the one in the server's reply");
});

it.each([undefined, null, { mode: 'active' as const }])(
	'leaves it with the port for %p',
	(worked) => {
		expect(blameAddress(refused, settings('server'), worked)).toBe(refused);
	},
);
