import { withoutSecrets } from '../../../../nodes/shared/diagnose/withoutSecrets';
import { remoteSettings } from '../../../../nodes/shared/n8n/remoteSettings';

const settings = (password: string) => remoteSettings({ host: 'a', user: 'test', password });

it('masks a password that the server said, and the sentences that quote it', () => {
	const report = {
		stage: 'login',
		detail: 'The server said: "530 No hunter2".',
		data: { ftpReply: '530 No hunter2', features: ['hunter2'], category: 'hunter2' },
	};
	expect(withoutSecrets(report, settings('hunter2'))).toEqual({
		stage: 'login',
		detail: 'The server said: "530 No ***".',
		data: { ftpReply: '530 No ***', features: ['***'], category: 'hunter2' },
	});
});

it.each(['login', 'ok', 'The'])('leaves our own words alone when the password is "%s"', (word) => {
	const report = {
		stage: 'login',
		status: 'ok',
		detail: 'The login works.',
		data: { ftpReply: 'x' },
	};
	expect(withoutSecrets(report, settings(word))).toBe(report);
});

it('has nothing to do without a password', () => {
	const report = { data: { reply: '230 ' } };
	expect(withoutSecrets(report, settings(''))).toBe(report);
});
