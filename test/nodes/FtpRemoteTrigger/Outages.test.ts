import type { WorkflowActivateMode } from 'n8n-workflow';
import { endOutage, reportFailure } from '../../../nodes/FtpRemoteTrigger/Outages';

/** Plays polls of one activation: `x` fails, `.` succeeds. */
function play(polls: string, mode: WorkflowActivateMode, memory = {}): string {
	return [...polls]
		.map((poll) => {
			if (poll === '.') {
				endOutage(memory);
				return '.';
			}
			return reportFailure(memory, mode, 0) === 'throw' ? 'T' : 'l';
		})
		.join('');
}

it.each<[WorkflowActivateMode, string, string]>([
	['activate', 'xxx.xx.x', 'Tll.Tl.T'],
	['update', 'xx', 'Tl'],
	['init', 'xxx.xx', 'lll.Tl'],
	['init', '.xx', '.Tl'],
	['leadershipChange', 'x.x', 'l.T'],
])('a trigger started by %s that polls %s reports %s', (mode, polls, reports) => {
	expect(play(polls, mode)).toBe(reports);
});

it('a silent start leaves nothing that n8n would save and believe later', () => {
	const memory = {};
	play('xx', 'init', memory);
	expect(memory).toEqual({});
	expect(play('x', 'activate', { ...memory })).toBe('T');
});
