import type { INodeType, INodeTypes } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { standIns } from './standIns';

/** Node types by their full name, for example `n8n-nodes-ftp-remote.ftpRemoteList`. */
export type NodeTypeMap = Readonly<Record<string, INodeType>>;

/** The registry that n8n's engine asks; stand-ins for n8n's own nodes are always there. */
export function nodeTypesOf(own: NodeTypeMap): INodeTypes {
	const all: NodeTypeMap = { ...standIns, ...own };
	const get = (name: string): INodeType => {
		const found = all[name];
		if (!found) throw new Error(`The engine of the tests has no node type ${name}`);
		return found;
	};
	return {
		getByName: get,
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(get(name), version),
		getKnownTypes: () => ({}),
	};
}
