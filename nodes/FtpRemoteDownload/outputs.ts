import type { IBinaryData } from 'n8n-workflow';
import { itemError } from '../shared/n8n/errorFields';
import { entryJson, type Output } from '../shared/n8n/items';
import type { AfterDownload } from './download';
import type { DownloadResult } from './DownloadRun';

/** One item a file. */
export function outputs({ request, outcomes }: DownloadResult<IBinaryData>): readonly Output[] {
	const field = request.operation === 'text' ? '' : request.field;
	return outcomes.map((outcome) => {
		if ('failure' in outcome) return { json: { error: itemError(outcome.failure) } };
		if ('skipped' in outcome) return { json: { path: outcome.path, skipped: true } };
		const { entry, receipt, content, after } = outcome;
		if (content.kind === 'text') {
			const { text, truncated } = content;
			return { json: { ...entryJson(entry), text, truncated, ...afterJson(after) } };
		}
		return {
			json: { ...entryJson(entry), ...receipt, ...afterJson(after) },
			binary: { [field]: content.file },
		};
	});
}

function afterJson(after: AfterDownload) {
	if (after === null) return {};
	return after.did === 'moved'
		? { afterDownload: after.did, movedTo: after.to }
		: { afterDownload: after.did };
}
