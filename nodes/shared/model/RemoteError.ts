import { retryableByCategory, type Category, type Stage } from './category';

/** The facts of an error. Texts are for people: no secret may stand in any of them. */
export interface ErrorFacts {
	readonly category: Category;
	readonly stage: Stage;
	/** What happened, with the path or host. */
	readonly message: string;
	/** What to do about it. */
	readonly description: string;
	/** The three digits of the server's reply, where one was the cause. */
	readonly ftpCode?: number | null;
	/** The server's reply as it came, decoded. */
	readonly ftpReply?: string | null;
	/** The path it was about, relative to the Root Folder. */
	readonly path?: string | null;
	/** How many times it was tried in all. */
	readonly attempts?: number;
	/** Values for programs: the certificate seen, the counts of a guard … */
	readonly data?: Readonly<Record<string, unknown>>;
	/** The last lines of the conversation, secrets masked, where the credential asks for them. */
	readonly protocolLog?: readonly string[];
	readonly cause?: unknown;
}

/** The one error of the package. `retryable` follows from `category` alone. */
export class RemoteError extends Error {
	override readonly name = 'RemoteError';
	readonly category: Category;
	readonly stage: Stage;
	readonly description: string;
	readonly retryable: boolean;
	readonly ftpCode: number | null;
	readonly ftpReply: string | null;
	readonly path: string | null;
	readonly attempts: number;
	readonly data: Readonly<Record<string, unknown>> | undefined;
	readonly protocolLog: readonly string[] | undefined;

	constructor(facts: ErrorFacts) {
		super(facts.message, { cause: facts.cause });
		this.category = facts.category;
		this.stage = facts.stage;
		this.description = facts.description;
		this.retryable = retryableByCategory[facts.category];
		this.ftpCode = facts.ftpCode ?? null;
		this.ftpReply = facts.ftpReply ?? null;
		this.path = facts.path ?? null;
		this.attempts = facts.attempts ?? 1;
		this.data = facts.data;
		this.protocolLog = facts.protocolLog;
	}

	/** The same error with some facts replaced; the original stays as it is. */
	with(change: Partial<ErrorFacts>): RemoteError {
		return new RemoteError({
			category: this.category,
			stage: this.stage,
			message: this.message,
			description: this.description,
			ftpCode: this.ftpCode,
			ftpReply: this.ftpReply,
			path: this.path,
			attempts: this.attempts,
			data: this.data,
			protocolLog: this.protocolLog,
			cause: this.cause,
			...change,
		});
	}
}

/** True for an error of ours with this category. */
export function isCategory(error: unknown, ...categories: readonly Category[]): boolean {
	return error instanceof RemoteError && categories.includes(error.category);
}
