import { resolve } from 'node:path';

/** The root of the project. */
export const projectFolder = resolve(__dirname, '..', '..');
