import type { RemoteSettings } from '../../../../../nodes/shared/remote/settings';
import type { ServerOptions } from '../../../../support/server/settings';
import { pipelining } from '../withRemote';
import { playFault, type FaultRow } from './playFault';

interface Kind {
	readonly server: ServerOptions;
	readonly settings: Partial<RemoteSettings>;
}

/** An unknown server that gets one command at a time, a known one, and a known one with TLS. */
const kinds = {
	inTurn: ['a server that takes one command at a time', { server: {}, settings: {} }],
	ahead: ['a server that takes commands ahead', { server: pipelining, settings: {} }],
	tls: [
		'a server with TLS',
		{
			server: { ...pipelining, tls: 'required' },
			settings: { ssl: 'explicit', certificateCheck: 'allowAny' },
		},
	],
} as const satisfies Record<string, readonly [string, Kind]>;

/** Plays every row against each kind of server, or those that are named. */
export function playFaults(
	rows: readonly FaultRow[],
	names: ReadonlyArray<keyof typeof kinds> = ['inTurn', 'ahead', 'tls'],
): void {
	describe.each<readonly [string, Kind]>(names.map((name) => kinds[name]))(
		'%s',
		(_name, { server, settings }) => {
			it.each(rows.map((row) => [row.operation, row.title, row] as const))(
				'%s: %s',
				async (_operation, _title, row) => {
					await playFault({ ...row, settings: { ...settings, ...row.settings } }, server);
				},
			);
		},
	);
}
