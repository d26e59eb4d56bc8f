import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { entryJson } from '../shared/n8n/items';
import type { PollRequest } from './PollRequest';
import type { TakenFile } from './TakenFile';
import type { Watched } from './watchFolder';

/** The items of a poll: one a file that came, then one a file that is gone. */
export function outputs(
	{ taken, removed }: Pick<Watched<IBinaryData>, 'taken' | 'removed'>,
	request: PollRequest,
): INodeExecutionData[] {
	return [
		...taken.map((file) => fileItem(file, request)),
		...removed.map((entry) => ({ json: { event: 'removed', ...entryJson(entry) } })),
	];
}

function fileItem(
	{ candidate, entry, content }: TakenFile<IBinaryData>,
	{ afterPickup, downloadTo }: PollRequest,
): INodeExecutionData {
	const moved: IDataObject =
		afterPickup.do === 'move' ? { originalPath: candidate.entry.path } : {};
	const json = { event: candidate.event, ...entryJson(entry), ...moved, ...content?.receipt };
	return content === null || downloadTo === null
		? { json }
		: { json, binary: { [downloadTo]: content.file } };
}
