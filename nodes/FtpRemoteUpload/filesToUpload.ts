import type { IExecuteFunctions } from 'n8n-workflow';
import type { ByteSource } from '../shared/model/Endpoint';
import { joinPath, nameProblem, printable } from '../shared/model/RemotePath';
import { binarySource, bufferSource } from '../shared/n8n/binarySource';
import { invalidInput } from '../shared/n8n/invalidInput';

/** A file of an input item and where it goes. */
export interface FileToUpload {
	readonly path: string;
	/** Opens the file; nothing of it is read or held before. */
	readonly source: () => Promise<ByteSource>;
}

interface WantedFiles {
	readonly folder: string;
	/** Empty: each file's own name. */
	readonly fileName: unknown;
	/** Names of binary fields separated by commas, or `*`. */
	readonly fields: unknown;
}

/**
 * The files in the binary fields of an item.
 * @throws RemoteError `invalidInput`, and n8n's error for a field that is not there
 */
export function binaryFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	{ folder, fileName, fields }: WantedFiles,
): FileToUpload[] {
	const given = fileName === '' || fileName === null || fileName === undefined ? null : fileName;
	const found = fieldNames(context, itemIndex, fields);
	if (given !== null && found.length > 1) {
		throw invalidInput(
			`File Name is "${shown(given)}", but there are ${found.length} files`,
			'Several files cannot have one name. Leave File Name empty to have each take its own, or upload one binary field.',
		);
	}
	return found.map((field) => {
		const binary = context.helpers.assertBinaryData(itemIndex, field);
		return {
			path: pathIn(folder, given ?? binary.fileName ?? '', given === null ? field : null),
			source: async () => (await binarySource(context, itemIndex, field)).source,
		};
	});
}

/** Text as a file, in UTF-8. @throws RemoteError `invalidInput` */
export function textFile(folder: string, fileName: unknown, content: unknown): FileToUpload {
	const path = pathIn(folder, fileName, null);
	const bytes = Buffer.from(textOf(content));
	return { path, source: async () => bufferSource(bytes) };
}

function fieldNames(context: IExecuteFunctions, itemIndex: number, fields: unknown): string[] {
	const text = typeof fields === 'string' ? fields.trim() : '';
	const names =
		text === '*'
			? Object.keys(context.getInputData()[itemIndex]?.binary ?? {})
			: [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
	if (names.length > 0) return names;
	throw invalidInput(
		text === '*' ? 'The item has no file in any binary field' : 'Input Binary Field is empty',
		'Name the binary field that holds the file, for example "data". Nodes like "FTP Remote Download", "HTTP Request" and "Convert to File" make one.',
	);
}

/** @param field the binary field whose own name it is; null for what a person gave */
function pathIn(folder: string, name: unknown, field: string | null): string {
	const whose = field === null ? 'File Name' : `The name of the file in "${field}"`;
	if (name === null || name === undefined || name === '') {
		throw invalidInput(
			field === null ? 'File Name is empty' : `The file in "${field}" has no name`,
			'Enter a File Name, for example "orders.csv".',
		);
	}
	if (typeof name !== 'string' && typeof name !== 'number') {
		throw invalidInput(
			`${whose} is not text`,
			'Check the expression in File Name: it gives a list or an object.',
		);
	}
	const text = String(name);
	const problem = nameProblem(text) ?? climbs(text);
	if (problem === null) return joinPath(folder, text);
	throw invalidInput(
		`${whose} ${problem}: ${printable(text)}`,
		'Enter a name without slashes and line breaks as File Name, and the folder under Folder.',
	);
}

/** Servers on Windows take a backslash for a slash. */
function climbs(name: string): string | null {
	return name.split('\\').includes('..') ? 'leads to another folder' : null;
}

function textOf(content: unknown): string {
	if (typeof content === 'string') return content;
	if (typeof content === 'number' || typeof content === 'boolean') return String(content);
	// An expression that finds nothing must not empty a file.
	const nothing = content === null || content === undefined;
	throw invalidInput(
		nothing ? 'Text is missing' : 'Text is a list or an object',
		nothing
			? 'The expression in this field finds nothing: check the name of the field in it.'
			: 'Turn it into text in the expression, for example with .toJsonString().',
	);
}

function shown(value: unknown): string {
	return printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value));
}
