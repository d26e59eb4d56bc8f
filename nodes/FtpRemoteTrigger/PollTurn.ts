import type { IDataObject } from 'n8n-workflow';

/** Polls under way, by workflow and node; with what n8n remembers of a poll that came meanwhile and had to leave. */
const underWay = new Map<string, Set<IDataObject>>();

/**
 * Runs a poll unless one of the same trigger is still under way.
 * A trigger that is activated anew while an old poll is still downloading has a memory of its own, which must not lack what
 * the old poll hands out: it is told the outcome too.
 * @param memory what n8n remembers for this activation
 * @param remember writes the outcome into a memory
 * @returns null for an overlapping poll
 */
export async function takeTurn<R>(
	key: string,
	memory: IDataObject,
	work: () => Promise<R>,
	remember: (from: IDataObject, to: IDataObject) => void,
): Promise<R | null> {
	const others = underWay.get(key);
	if (others) {
		others.add(memory);
		return null;
	}
	const heirs = new Set<IDataObject>();
	underWay.set(key, heirs);
	try {
		return await work();
	} finally {
		underWay.delete(key);
		for (const heir of heirs) if (heir !== memory) remember(memory, heir);
	}
}
