import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { KeyedOrder } from '../concurrency/KeyedOrder';
import { settleConcurrently } from '../concurrency/mapConcurrently';
import type { Endpoint } from '../model/Endpoint';
import { isCategory } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import { asInputError, asRemoteError } from './asRemoteError';
import { failedItem, outputItem, type Output } from './items';
import { nodeError } from './nodeError';

/** What items share while they are worked on: mostly an endpoint. */
export interface ItemSide {
	/** How many items it can usefully serve at once. */
	readonly parallel: number;
}

/** What a node does with each of its input items, in steps. */
export interface ItemSteps<Request, Result, Side extends ItemSide = Endpoint> {
	/** The item's parameters; called when its turn comes. */
	readonly read: (itemIndex: number) => Request;
	/** Paths that the item writes: items that share one are done in input order. */
	readonly writes?: (request: Request) => readonly string[];
	readonly work: (request: Request, side: Side, itemIndex: number) => Promise<Result>;
	/** A second phase, once every item's work is done; it begins only if the node is not going to throw. */
	readonly finish?: (result: Result, side: Side, itemIndex: number) => Promise<Result>;
	readonly output: (result: Result, itemIndex: number) => readonly Output[];
}

export interface ItemLoop<Side extends ItemSide = Endpoint> {
	/** What `this.continueOnFail()` says in the node itself. */
	readonly continueOnFail: boolean;
	readonly run: RunContext;
	/** Called once; what it throws is the failure of every item. */
	readonly open: () => Promise<Side>;
	/** Items at the same time; default: as many as the side can serve. */
	readonly parallel?: number;
}

type Outcome<Result> = PromiseSettledResult<Result>;

/** Thrown for an item that is not begun because another one failed. */
const notBegun = new Error('Not begun, since another item failed');

/** Which item an error that ends the node came from. */
class ItemFailure extends Error {
	constructor(
		readonly thrown: unknown,
		readonly itemIndex: number | undefined,
	) {
		super('An item failed');
	}
}

/**
 * The item loop of every node: items run side by side, the output is in input order and paired with its input.
 * Without Continue On Fail no new item is begun after a failure, and the first error in item order is thrown; with it a
 * failed item becomes `{ error }` and nothing else. A stopped execution throws in both cases.
 */
export async function forEachItem<Request, Result, Side extends ItemSide = Endpoint>(
	context: Pick<IExecuteFunctions, 'getInputData' | 'getNode'>,
	loop: ItemLoop<Side>,
	steps: ItemSteps<Request, Result, Side>,
): Promise<INodeExecutionData[][]> {
	const indexes = context.getInputData().map((_, index) => index);
	try {
		const outcomes = indexes.length === 0 ? [] : await outcomesOf(indexes, loop, steps);
		return [outcomes.flatMap((outcome, index) => itemsOf(outcome, index, steps))];
	} catch (error) {
		const failure = error instanceof ItemFailure ? error : new ItemFailure(error, undefined);
		throw nodeError(context.getNode(), failure.thrown, failure.itemIndex);
	}
}

async function outcomesOf<Request, Result, Side extends ItemSide>(
	indexes: readonly number[],
	loop: ItemLoop<Side>,
	{ read, writes, work, finish }: ItemSteps<Request, Result, Side>,
): Promise<ReadonlyArray<Outcome<Result>>> {
	const [opened] = await Promise.allSettled([loop.open()]);
	if (opened.status === 'rejected')
		return tolerated(
			indexes.map(() => opened),
			loop,
		);
	const side = opened.value;
	const gate = new FailureGate(loop.continueOnFail);
	const order = new KeyedOrder();

	const phase = async <Of>(all: readonly Of[], go: (one: Of, index: number) => Promise<Result>) =>
		tolerated(
			await settleConcurrently(
				all,
				loop.parallel ?? side.parallel,
				loop.run.signal,
				async (one, index) => await gate.pass(async () => await go(one, index)),
			),
			loop,
		);

	const worked = await phase(indexes, async (index) => {
		const request = readItem(read, index);
		return await order.run(
			writes?.(request) ?? [],
			async () =>
				// Asked again: the item that had to be done before this one may have failed.
				await gate.pass(async () => await work(request, side, index)),
		);
	});
	if (finish === undefined) return worked;
	return await phase(worked, async (outcome, index) => {
		if (outcome.status === 'rejected') throw outcome.reason;
		return await finish(outcome.value, side, index);
	});
}

function readItem<Request>(read: (itemIndex: number) => Request, index: number): Request {
	try {
		return read(index);
	} catch (error) {
		throw asInputError(error);
	}
}

/** Lets items through until one fails; with Continue On Fail, all of them. */
class FailureGate {
	private failed = false;

	constructor(private readonly tolerant: boolean) {}

	async pass<T>(go: () => Promise<T>): Promise<T> {
		if (this.failed && !this.tolerant) throw notBegun;
		let passed = false;
		try {
			const result = await go();
			passed = true;
			return result;
		} finally {
			this.failed ||= !passed;
		}
	}
}

/** The outcomes as they are, unless one of them ends the node. */
function tolerated<Result>(
	outcomes: ReadonlyArray<Outcome<Result>>,
	{ continueOnFail }: Pick<ItemLoop, 'continueOnFail'>,
): ReadonlyArray<Outcome<Result>> {
	for (const [index, outcome] of outcomes.entries()) {
		if (outcome.status === 'fulfilled' || outcome.reason === notBegun) continue;
		if (!continueOnFail || isCategory(outcome.reason, 'cancelled')) {
			throw new ItemFailure(outcome.reason, index);
		}
	}
	return outcomes;
}

function itemsOf<Result>(
	outcome: Outcome<Result>,
	index: number,
	{ output }: Pick<ItemSteps<never, Result>, 'output'>,
): INodeExecutionData[] {
	return outcome.status === 'fulfilled'
		? output(outcome.value, index).map((one) => outputItem(one, index))
		: [failedItem(asRemoteError(outcome.reason), index)];
}
