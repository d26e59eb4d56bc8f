import type { IDataObject } from 'n8n-workflow';
import type { Lab } from '../realN8n/Lab';
import type { EditorPage } from './EditorPage';

/** Forms by picture name: what was chosen in them. */
const forms: Readonly<Record<string, IDataObject>> = {
	'ssl-if-available': { ssl: 'useIfAvailable' },
	'ssl-explicit': { ssl: 'explicit' },
	'ssl-implicit': { ssl: 'implicit', port: 990 },
	'ssl-never': { ssl: 'never' },
	'port-990-explicit': { ssl: 'explicit', port: 990 },
	'certificate-pin': { certificateCheck: 'pin' },
	'certificate-any': { certificateCheck: 'allowAny' },
	'implicit-on-21': { ssl: 'implicit' },
	advanced: { advanced: true },
	'advanced-never': { advanced: true, ssl: 'never' },
	'advanced-active': { advanced: true, mode: 'active' },
};

/** The dialog as high as the window, in place of scrolling inside. */
const wholeForm = `
	[data-test-id=editCredential-modal] { height: 94vh !important; max-height: none !important; margin: 20px auto !important; }
	[data-test-id=editCredential-modal] * { max-height: none !important; }
`;

/** The credential's form in each of its shapes, and its test failing and passing. */
export async function credentialPictures(editor: EditorPage, lab: Lab): Promise<void> {
	for (const [name, data] of Object.entries(forms)) {
		await openForm(editor, lab, name, data);
		await editor.picture(`credential-${name}`, editor.get('editCredential-modal'));
	}
	const good = lab.server.credentialData;
	const tests = {
		passing: good,
		'wrong-password': { ...good, password: 'wrong' },
		'unknown-authority': { ...good, caCertificates: '' },
	};
	for (const [name, data] of Object.entries(tests)) {
		await openForm(editor, lab, name, data);
		// Saved credentials are tested as soon as they are shown.
		await editor.page.waitForTimeout(2500);
		const more = editor.page.getByText('More details');
		if (name !== 'passing') await more.click();
		await editor.picture(`credential-test-${name}`, editor.get('editCredential-modal'));
	}
}

async function openForm(
	editor: EditorPage,
	{ rest }: Lab,
	name: string,
	data: IDataObject,
): Promise<void> {
	const type = 'ftpRemoteApi';
	const filled = { host: 'ftp.example.com', user: 'ada', ...data };
	const { id } = await rest.post<{ id: string }>('/rest/credentials', { name, type, data: filled });
	await editor.resize(1280, data.advanced === true ? 3500 : 1700);
	await editor.open(`/home/credentials/${id}`);
	await editor.page.addStyleTag({ content: wholeForm });
	await editor.get('editCredential-modal').waitFor();
	await editor.get('parameter-input').first().waitFor();
}
