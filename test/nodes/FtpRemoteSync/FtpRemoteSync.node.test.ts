import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { FtpRemoteSync } from '../../../nodes/FtpRemoteSync/FtpRemoteSync.node';

const { description } = new FtpRemoteSync();
const field = (name: string) => description.properties.find((one) => one.name === name);
const children = (name: string) => (field(name)?.options ?? []) as INodeProperties[];

it('offers its operations as whole phrases', () => {
	const operations = (field('operation')?.options ?? []) as INodePropertyOptions[];
	expect(operations.map(({ value }) => value)).toEqual(['executePlan', 'pull', 'push', 'twoWay']);
	for (const { action } of operations) expect(action).toMatch(/^[A-Z].* .*[a-z]$/);
});

it.each(['options', 'filters'])('sorts %s by what is shown, and hides none of them', (name) => {
	const shown = children(name).map(({ displayName }) => displayName);
	expect(shown).toEqual([...shown].sort((a, b) => a.localeCompare(b)));
	for (const child of children(name)) expect(child).not.toHaveProperty('displayOptions');
});

it('has every option of a sync', () => {
	expect(children('options').map(({ name }) => name)).toEqual([
		...['allowEmptySource', 'compare', 'conflict', 'deleteExtra', 'maxDeletePercent'],
		...['maxDeletions', 'modifyWindow', 'nameCollisions', 'onPathFailure', 'protect'],
		...['trashFolder', 'verify'],
	]);
});

it('needs both folders', () => {
	expect(field('localFolder')).toMatchObject({ required: true, default: '' });
	expect(field('remoteFolder')).toMatchObject({ required: true, type: 'resourceLocator' });
});
