import type { Endpoint } from '../model/Endpoint';
import { folderOf, joinPath, nameOf } from '../model/RemotePath';
import { freeName } from './freeName';

/** The path beside `path` with the first free number: each is asked for by name, so that servers that ignore case are believed. */
export async function freePath(endpoint: Endpoint, path: string): Promise<string> {
	const folder = folderOf(path);
	const name = await freeName(nameOf(path), async (names) => {
		const found = await endpoint.findMany(names.map((candidate) => joinPath(folder, candidate)));
		return found.map((answer) => {
			if (answer instanceof Error) throw answer;
			return answer !== null;
		});
	});
	return joinPath(folder, name);
}
