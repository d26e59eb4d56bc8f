import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { DiagnoseOptions } from '../shared/diagnose/DiagnoseOptions';
import { readChoice, readSwitch } from '../shared/n8n/fieldValues';
import { collectionValues, parameterValues } from '../shared/n8n/parameterValues';

/** What one input item asks for. */
export interface CheckRequest {
	/** One item in all, or one for each stage. */
	readonly operation: 'test' | 'diagnose';
	readonly failWhenNotOk: boolean;
	readonly options: DiagnoseOptions;
}

/** The form below Operation. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Count Connections',
				name: 'countConnections',
				type: 'boolean',
				default: false,
				description:
					'Whether to open as many connections as Max Connections of the credential allows, to see how many the server bears',
			},
			{
				displayName: 'Fail When Not OK',
				name: 'failWhenNotOk',
				type: 'boolean',
				default: false,
				description:
					'Whether the node fails when something is wrong, instead of putting out items that say so',
			},
			{
				displayName: 'Protocol Log',
				name: 'protocolLog',
				type: 'boolean',
				default: false,
				description:
					'Whether to add the last lines of the conversation with the server. Passwords are masked.',
			},
			{
				displayName: 'Try Alternatives',
				name: 'tryAlternatives',
				type: 'boolean',
				default: true,
				description:
					'Whether to look for settings that work when these do not: SSL modes, ports 21, 990, 3021 and 3990, passive address and transfer mode. Never after a refused password; the password is sent without encryption only if SSL allows that.',
			},
			{
				displayName: 'Write Probe',
				name: 'writeProbe',
				type: 'boolean',
				default: false,
				description:
					'Whether to upload, read back, rename and delete a small file in the Root Folder, to see what the account may do. Nothing is left behind.',
			},
		],
	},
];

/**
 * What the form says for one item.
 * @throws RemoteError `invalidInput`
 */
export function readRequest(context: IExecuteFunctions, itemIndex: number): CheckRequest {
	const plain = parameterValues(context, ['operation'], itemIndex);
	const options = { tryAlternatives: true, ...collectionValues(context, 'options', itemIndex) };
	const isOn = (name: string) => readSwitch(options, { name, label: name });
	return {
		operation: readChoice(plain, { name: 'operation', label: 'Operation' }, ['test', 'diagnose']),
		failWhenNotOk: isOn('failWhenNotOk'),
		options: {
			tryAlternatives: isOn('tryAlternatives'),
			writeProbe: isOn('writeProbe'),
			countConnections: isOn('countConnections'),
			protocolLog: isOn('protocolLog'),
		},
	};
}
