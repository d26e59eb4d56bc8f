import type { IDataObject } from 'n8n-workflow';

/** The owner of every n8n that we start. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Ada',
	lastName: 'Owner',
	password: 'Passw0rd-of-ada',
};

/** What n8n's REST interface refused; `answer` is the parsed body, if it was JSON. */
export class RestError extends Error {
	constructor(
		what: string,
		readonly status: number,
		readonly answer: unknown,
	) {
		super(`${what}: ${status} ${JSON.stringify(answer).slice(0, 500)}`);
	}
}

/** n8n's REST interface as its own editor uses it, logged in as the owner. */
export class RestClient {
	private cookie = '';

	private constructor(readonly url: string) {}

	/** Makes the owner of a fresh n8n, or logs in. */
	static async login(url: string): Promise<RestClient> {
		const client = new RestClient(url);
		const settings = await client.get<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('/rest/settings');
		const { email, password } = owner;
		if (settings.userManagement.showSetupOnFirstLoad) await client.post('/rest/owner/setup', owner);
		else await client.post('/rest/login', { emailOrLdapLoginId: email, email, password });
		return client;
	}

	/** The answer without its envelope. @throws RestError */
	get<T>(path: string): Promise<T> {
		return this.ask('GET', path);
	}

	/** @throws RestError */
	post<T>(path: string, body: unknown): Promise<T> {
		return this.ask('POST', path, body);
	}

	/** The bare answer, whatever its status. */
	async fetch(method: string, path: string, body?: unknown): Promise<Response> {
		const answer = await fetch(this.url + path, {
			method,
			headers: {
				cookie: this.cookie,
				// The login is bound to this header.
				'browser-id': 'real-n8n-check',
				'push-ref': 'real-n8n-check',
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const login = answer.headers.getSetCookie().find((text) => text.startsWith('n8n-auth='));
		if (login !== undefined) this.cookie = login.split(';')[0] ?? '';
		return answer;
	}

	private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.fetch(method, path, body);
		const text = await response.text();
		const answer = parsed(text);
		if (!response.ok) throw new RestError(`${method} ${path}`, response.status, answer);
		return (isEnvelope(answer) ? answer.data : answer) as T;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function isEnvelope(answer: unknown): answer is IDataObject {
	return typeof answer === 'object' && answer !== null && 'data' in answer;
}
