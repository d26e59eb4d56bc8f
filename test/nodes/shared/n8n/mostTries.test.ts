import type { INode } from 'n8n-workflow';
import { mostTries } from '../../../../nodes/shared/n8n/mostTries';

it.each([
	['one without Retry On Fail', {}, 1],
	['one where it is off', { retryOnFail: false, maxTries: 4 }, 1],
	['three unless told otherwise', { retryOnFail: true }, 3],
	['at least two', { retryOnFail: true, maxTries: 1 }, 2],
	['as many as told', { retryOnFail: true, maxTries: 4 }, 4],
	['at most five', { retryOnFail: true, maxTries: 9 }, 5],
])('counts %s', (_, node, tries) => {
	expect(mostTries(node as INode)).toBe(tries);
});
