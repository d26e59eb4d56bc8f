import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpRemoteMove } from '../../nodes/FtpRemoteMove/FtpRemoteMove.node';
import { credentialFor } from '../support/engine/ftpRun';
import { nodeTypesOf } from '../support/engine/nodeTypes';
import { locator, searchList } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { loadedWorkflow } from '../support/engine/workflowFile';
import { node } from '../support/engine/workflowOf';
import { FtpServer } from '../support/server/FtpServer';

const move = new FtpRemoteMove();
let server: FtpServer;

beforeEach(async () => {
	server = await FtpServer.start();
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('Move in the editor', () => {
	const type = 'test.move';
	const credentials = { ftpRemoteApi: { id: '1', name: 'Server' } };

	it.each([
		['fromPath', 'searchFromPaths', ['/in/sub/', '/in/a']],
		['toPath', 'searchToPaths', ['/in/sub/', '/in/a']],
		['path', 'searchPaths', ['/in/sub/', '/in/a']],
		['folder', 'searchFolders', ['/in/sub/']],
		['toFolder', 'searchToFolders', ['/in/sub/']],
	])('a person browses for %s by %s', async (field, method, expected) => {
		mkdirSync(join(server.root, 'in/sub'), { recursive: true });
		writeFileSync(join(server.root, 'in/a'), 'a');
		const browsing = node('Move', type, { [field]: locator('/in/') }, { credentials });
		const options = {
			nodeTypes: { [type]: move },
			credentials: { ftpRemoteApi: credentialFor(server) },
		};
		const { results } = await searchList(browsing, field, method, {}, options);
		expect(results.map(({ value }) => value)).toEqual(expected);
	});

	it.each<[IDataObject, string]>([
		[{ fromPath: locator('/in/a'), toPath: locator('/out/') }, 'move: /in/a'],
		[{ operation: 'rename', path: locator('/in/a'), newName: 'b' }, 'rename: /in/a'],
		[{ operation: 'many', folder: locator('/in'), toFolder: locator('/x') }, 'many: /in'],
	])('the subtitle of %j is "%s"', (parameters, expected) => {
		const shown = node('Move', type, parameters);
		const types = nodeTypesOf({ [type]: move });
		const workflow = loadedWorkflow({ nodes: [shown], connections: {} }, types);
		const loaded = workflow.getNode('Move') ?? shown;
		const { subtitle } = move.description;
		expect(workflow.expression.getSimpleParameterValue(loaded, subtitle, 'internal', {})).toBe(
			expected,
		);
	});
});
