import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ftpRemoteApiTest } from '../shared/n8n/credentialTest';
import { searchPaths } from '../shared/n8n/searchPaths';
import { fields } from './fields';
import { pollFolder, testByHand } from './pollFolder';

/** Starts a workflow when files come, change or go on an FTP server. */
export class FtpRemoteTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FTP Remote Trigger',
		name: 'ftpRemoteTrigger',
		icon: {
			light: 'file:../../icons/ftpRemote.svg',
			dark: 'file:../../icons/ftpRemote.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") + ": " + $parameter["folder"] }}',
		description: 'Start the workflow when files are added, changed or removed on an FTP server',
		defaults: { name: 'FTP Remote Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ftpRemoteApi', required: true, testedBy: 'ftpRemoteApiTest' }],
		properties: fields,
	};

	methods = {
		credentialTest: { ftpRemoteApiTest },
		listSearch: {
			searchFolders: searchPaths('folder', 'folders'),
			searchMoveToFolders: searchPaths('options.moveToFolder', 'folders'),
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return this.getMode() === 'manual' ? await testByHand(this) : await pollFolder(this);
	}
}
