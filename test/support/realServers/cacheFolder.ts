import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is downloaded or compiled for the tests is kept here from run to run. */
export const cacheFolder = join(tmpdir(), 'n8n-nodes-ftp-remote-test');
