import type { Check } from '../Check';
import { credential } from './credential';
import { errorOutput } from './errorOutput';
import { folderBrowser } from './folderBrowser';
import { localSide } from './localSide';
import { loading, log } from './loading';
import { runs } from './runs';
import { stop } from './stop';
import { testConnection } from './testConnection';
import { trigger } from './trigger';

/** Everything, or what depends on where n8n keeps binary data. */
export function checksOf(extent: 'all' | 'binary'): readonly Check[] {
	return extent === 'all'
		? [
				...loading,
				...credential,
				...folderBrowser,
				...runs,
				...errorOutput,
				...testConnection,
				...stop,
				...localSide,
				...trigger,
				...log,
			]
		: [...runs, ...stop, ...log];
}
