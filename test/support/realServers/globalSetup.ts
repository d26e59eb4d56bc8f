import { installServers } from './installServers';

/** Runs once before the tests on real servers: an installation takes longer than a test may. */
export default async function globalSetup(): Promise<void> {
	await installServers();
}
