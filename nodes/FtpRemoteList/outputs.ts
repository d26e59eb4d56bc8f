import { entryJson, simpleEntryJson, type Output } from '../shared/n8n/items';
import type { Listed } from './list';

/** The items of one answer: one an entry, or the one that was asked for. */
export function outputs(listed: Listed): readonly Output[] {
	switch (listed.operation) {
		case 'list': {
			const shown = listed.simple ? simpleEntryJson : entryJson;
			return listed.entries.map((entry) => ({ json: shown(entry) }));
		}
		case 'getInfo':
			return [{ json: entryJson(listed.entry) }];
		case 'exists': {
			const { path, exists, type } = listed;
			return [{ json: { path, exists, type } }];
		}
	}
}
