import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Lab } from '../realN8n/Lab';
import { chain, ftpNode } from '../realN8n/ftpNode';
import type { EditorPage } from './EditorPage';

interface LoadedType {
	readonly name: string;
	readonly displayName: string;
	readonly properties: readonly INodeProperties[];
}

/** The panel of each node and operation as it is at first, and with all options and filters opened. */
export async function nodePictures(editor: EditorPage, lab: Lab): Promise<void> {
	const answer = await lab.rest.fetch('GET', '/types/nodes.json');
	const all = (await answer.json()) as LoadedType[];
	const own = all.filter(({ name }) => /^n8n-nodes-ftp-remote\.ftpRemote\w+$/.test(name));
	for (const { name, properties } of own.filter((type) => !type.name.endsWith('Tool'))) {
		const short = name.replace('n8n-nodes-ftp-remote.ftpRemote', '');
		for (const operation of operationsOf(properties)) {
			for (const opened of [false, true]) {
				const parameters = {
					...(operation === null ? {} : { operation }),
					...(opened ? openedCollections(properties, operation) : {}),
				};
				const workflow = chain(
					`${short} ${operation}`,
					[{ json: {} }],
					ftpNode('FTP', short, parameters),
				);
				const { id } = await lab.executions.store(workflow);
				await editor.resize(1500, opened ? 2500 : 1000);
				await editor.openNode(id, 'FTP');
				const picture = ['node', short, operation, opened ? 'opened' : null];
				await editor.picture(
					picture.filter(Boolean).join('-'),
					editor.page.locator('.node-parameters-wrapper'),
				);
			}
		}
	}
}

function operationsOf(properties: readonly INodeProperties[]): (string | null)[] {
	const field = properties.find(({ name }) => name === 'operation');
	const options = (field?.options ?? []) as INodePropertyOptions[];
	return options.length === 0 ? [null] : options.map(({ value }) => String(value));
}

/** Every collection of an operation with each of its fields at its default. */
function openedCollections(
	properties: readonly INodeProperties[],
	operation: string | null,
): IDataObject {
	const shown = properties.filter(({ type, displayOptions }) => {
		const operations = displayOptions?.show?.operation;
		const fits = operations === undefined || operation === null || operations.includes(operation);
		return type === 'collection' && fits;
	});
	return Object.fromEntries(
		shown.map(({ name, options = [] }) => {
			const fields = options as INodeProperties[];
			return [name, Object.fromEntries(fields.map((field) => [field.name, field.default]))];
		}),
	);
}
