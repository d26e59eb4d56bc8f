import { lookup } from 'mime-types';

/**
 * The MIME type that a file's extension stands for. n8n would call an unknown one `text/plain`, and look into the
 * bytes of some files but not of others.
 */
export function mimeType(fileName: string): string {
	return lookup(fileName) || 'application/octet-stream';
}
