import { join } from 'node:path';
import { inEngine, itemsToUpload } from './inEngine';
import type { Contender } from './Job';

/** The library of n8n's own FTP node, in n8n's engine as well. */
export const builtIn: Contender = async (job) =>
	await inEngine(job, async ({ task, local, remote }) => {
		const upload = task.direction === 'upload';
		return {
			nodeFile: join(__dirname, 'BuiltInNode.ts'),
			className: 'BuiltInNode',
			parameters: {
				operation: task.direction,
				path: upload ? '={{ $json.folder }}/{{ $binary.data.fileName }}' : remote,
			},
			items: upload ? await itemsToUpload({ task, local, remote }) : [{ json: {} }],
			expectedItems: task.material.files,
			expectedJson: {},
		};
	});
