import type { INodeProperties } from 'n8n-workflow';
import type { Verify } from '../model/Receipt';
import { readChoice, type FieldValues } from './fieldValues';

/** How transfers are proven; a child of `options`. */
export const verifyField: INodeProperties = {
	displayName: 'Verify',
	name: 'verify',
	type: 'options',
	default: 'size',
	description: 'How to prove that a file has arrived whole',
	options: [
		{
			name: 'Size',
			value: 'size',
			description: 'Compare the size on both sides after each transfer',
		},
		{
			name: 'Hash',
			value: 'hash',
			description:
				'Compare a hash that the server computes (HASH, XSHA256, XSHA1, XMD5 or XCRC). Fails before the transfer where the server has none.',
		},
		{
			name: 'Off',
			value: 'off',
			description: 'Trust the reply of the server',
		},
	],
};

/** What was chosen in `verifyField`. */
export function readVerify(options: FieldValues): Verify {
	return readChoice(options, { name: 'verify', label: 'Verify' }, ['size', 'hash', 'off']);
}
