/** A place in the queue, to leave it again. */
export interface Place<W> {
	readonly owner: string;
	readonly item: W;
	left: boolean;
}

interface Line<W> {
	places: Array<Place<W>>;
	/** Places before this index are served: an array's `shift` would move all the others each time. */
	head: number;
	waiting: number;
}

/** A queue in which owners take turns, and each owner's own items keep their order. */
export class TurnQueue<W> {
	/** In the order of their turns: whoever was served goes to the end. */
	private readonly lines = new Map<string, Line<W>>();
	/** Served before all others, the latest first. */
	private readonly ahead: Array<Place<W>> = [];
	private count = 0;

	get size(): number {
		return this.count;
	}

	add(owner: string, item: W): Place<W> {
		const place = { owner, item, left: false };
		const line = this.lines.get(owner);
		if (line === undefined) this.lines.set(owner, { places: [place], head: 0, waiting: 1 });
		else {
			line.places.push(place);
			line.waiting++;
		}
		this.count++;
		return place;
	}

	/** Puts an item in front of everybody: its turn had come already. */
	addFirst(owner: string, item: W): Place<W> {
		const place = { owner, item, left: false };
		this.ahead.push(place);
		this.count++;
		return place;
	}

	/** Whose turn is next; nothing changes. */
	first(): W | undefined {
		return this.next()?.item;
	}

	/** Takes out whose turn is next. */
	shift(): W | undefined {
		const place = this.next();
		if (place === undefined) return undefined;
		this.remove(place);
		const line = this.lines.get(place.owner);
		if (line !== undefined && this.ahead.at(-1) !== place) {
			this.lines.delete(place.owner);
			this.lines.set(place.owner, line);
		}
		return place.item;
	}

	/** Leaves the queue; a place that was served or left before is fine. */
	remove(place: Place<W>): void {
		if (place.left) return;
		place.left = true;
		this.count--;
		if (this.ahead.includes(place)) return;
		const line = this.lines.get(place.owner);
		if (line !== undefined && --line.waiting === 0) this.lines.delete(place.owner);
	}

	/** Takes out everything, with the owners. */
	clear(): Array<{ readonly owner: string; readonly item: W }> {
		const all = [...this.ahead, ...[...this.lines.values()].flatMap(({ places }) => places)];
		const waiting = all.filter(({ left }) => !left);
		for (const place of waiting) place.left = true;
		this.ahead.length = 0;
		this.lines.clear();
		this.count = 0;
		return waiting;
	}

	private next(): Place<W> | undefined {
		for (let place = this.ahead.at(-1); place !== undefined; place = this.ahead.at(-1)) {
			if (!place.left) return place;
			this.ahead.pop();
		}
		for (const line of this.lines.values()) {
			while (line.places[line.head]?.left === true) line.head++;
			if (line.head > 1000 && line.head * 2 > line.places.length) {
				line.places = line.places.slice(line.head);
				line.head = 0;
			}
			return line.places[line.head];
		}
		return undefined;
	}
}
