import type { Order } from './inOrder';
import type { WatchRules } from './WatchRules';
import type { WatchScope } from './WatchScope';

/** What happens to a file that is handed out. */
export type AfterPickup =
	| { readonly do: 'nothing' }
	| { readonly do: 'delete' }
	| { readonly do: 'move'; readonly toFolder: string };

/** What the form of the trigger asks for. */
export interface PollRequest {
	readonly scope: WatchScope;
	readonly rules: WatchRules;
	/** Files a poll hands out at most; null = all. */
	readonly maxFiles: number | null;
	readonly order: Order;
	/** The binary field that takes the file; null = no download. */
	readonly downloadTo: string | null;
	readonly afterPickup: AfterPickup;
	/** What the filters say, for a message. */
	readonly filtersShown: string;
}
