import type { INode } from 'n8n-workflow';

/**
 * How often n8n runs a node at most: *Retry On Fail* runs it again, all items, when it throws or when its first item is an
 * error. The limits are those of n8n's engine.
 */
export function mostTries({ retryOnFail, maxTries }: INode): number {
	return retryOnFail === true ? Math.min(5, Math.max(2, maxTries || 3)) : 1;
}
