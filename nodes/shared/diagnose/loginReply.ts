/** The server's answer to a login that worked, all its lines, from the protocol log; empty when it is not there. */
export function loginReply(lines: readonly string[]): string {
	const asked = lines.findIndex((line) => /^> (USER|PASS|ACCT)\b/.test(line));
	const answer = lines.slice(asked + 1).find((line) => /^< 2\d\d/.test(line));
	return asked < 0 || answer === undefined ? '' : answer.slice(2);
}
