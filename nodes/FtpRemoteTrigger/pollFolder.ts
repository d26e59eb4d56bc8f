import type { IBinaryData, IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { BinaryStore } from '../shared/n8n/BinaryStore';
import { asInputError, asRemoteError } from '../shared/n8n/asRemoteError';
import { nodeError } from '../shared/n8n/nodeError';
import { pollAccess } from '../shared/n8n/pollAccess';
import { pollForm } from '../shared/n8n/pollForm';
import type { Store } from '../shared/files/Store';
import { readRequest } from './fields';
import { newsOf } from './newsOf';
import { endOutage, reportFailure } from './Outages';
import { outputs } from './outputs';
import type { PollRequest } from './PollRequest';
import { takeTurn } from './PollTurn';
import { showSample } from './showSample';
import { readState, writeState } from './stateText';
import { watchFolder } from './watchFolder';

/** One poll that n8n's schedule started. @returns null when there is nothing to tell */
export async function pollFolder(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const memory = context.getWorkflowStaticData('node');
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const work = async () => {
		try {
			const items = await watch(context, memory);
			endOutage(memory);
			return items.length === 0 ? null : [items];
		} catch (error) {
			if (reportFailure(memory, context.getActivationMode(), Date.now()) === 'throw')
				throw nodeError(context.getNode(), error);
			const { message, description } = asRemoteError(error);
			context.logger.warn(`${context.getNode().name}: ${message}. ${description}`);
			return null;
		}
	};
	return await takeTurn(key, memory, work, copyState);
}

/** A test in the editor. */
export async function testByHand(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	try {
		const request = requestOf(context);
		const { run, open } = pollAccess(context);
		const { endpoint } = await open();
		const sample = await showSample(endpoint, request, storeOf(context, run.hint), run);
		return [outputs(sample, request)];
	} catch (error) {
		throw nodeError(context.getNode(), error);
	}
}

async function watch(context: IPollFunctions, memory: IDataObject): Promise<INodeExecutionData[]> {
	const request = requestOf(context);
	const access = pollAccess(context);
	const isNews = newsOf(memory);
	const tell = (text: string) => access.run.log(isNews(text) ? 'warn' : 'debug', text);
	const run = { ...access.run, hint: tell };
	const { endpoint, id } = await access.open();
	const watched = `${id} ${request.scope.folder}`;
	// What is known of another server or folder says nothing about this one.
	const before = memory.watched === watched ? readState(memory.state) : null;
	const result = await watchFolder(endpoint, before, request, storeOf(context, run.hint), run);
	// Also where the poll fails in the end: a file that is read badly must not keep others from being seen twice.
	Object.assign(memory, { watched, state: writeState(result.state) });
	const items = outputs(result, request);
	// A file that can never be taken shall not look like an outage each time that nothing else comes.
	const failure = items.length === 0 && result.failures.find(({ message }) => isNews(message));
	if (failure) throw failure;
	for (const { message } of result.failures) tell(message);
	return items;
}

function requestOf(context: IPollFunctions): PollRequest {
	try {
		return readRequest(pollForm(context));
	} catch (error) {
		throw asInputError(error);
	}
}

function storeOf({ helpers }: IPollFunctions, hint: (text: string) => void): Store<IBinaryData> {
	const binaryStore = new BinaryStore(helpers, hint);
	return async (download) => await binaryStore.withRoom(download);
}

function copyState(from: IDataObject, to: IDataObject): void {
	Object.assign(to, { watched: from.watched, state: from.state });
}
