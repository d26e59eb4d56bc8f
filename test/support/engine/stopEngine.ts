import './env';
import { rm } from 'node:fs/promises';
import { Container } from '@n8n/di';
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';
import { engineHome } from './env';

/** Ends what keeps the process alive (each execute context starts a timer of 60 s) and removes the engine's folder. */
export async function stopEngine(): Promise<void> {
	Container.get(SSHClientsManager).onShutdown();
	await rm(engineHome, { recursive: true, force: true });
}
