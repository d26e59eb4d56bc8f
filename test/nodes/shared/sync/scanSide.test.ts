import type { Endpoint } from '../../../../nodes/shared/model/Endpoint';
import { scanSide } from '../../../../nodes/shared/sync/scanSide';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { testRun } from '../../../support/memory/testRun';

const rules = {
	filter: { descends: () => true },
	leavesAlone: () => false,
	mustExist: true,
	knownFolders: 7,
};

it('announces the folders that are known while the first of them is listed', async () => {
	const endpoint: Endpoint = new MemoryEndpoint({ sub: {} });
	const list = endpoint.list.bind(endpoint);
	const told: Array<number | string> = [];
	let announced = () => undefined as void;
	const announcement = new Promise<void>((resolve) => (announced = resolve));
	endpoint.announce = (calls) => {
		told.push(calls);
		announced();
	};
	endpoint.list = async (folder, options) => {
		told.push(folder);
		await announcement;
		return await list(folder, options);
	};
	const side = { endpoint, folder: '/', blocks: () => false, nameProblem: () => null };
	const { tree } = await scanSide(side, rules, testRun());
	expect(told).toEqual(['/', 7, '/sub']);
	expect([...tree.entries.keys()]).toEqual(['/sub']);
});
