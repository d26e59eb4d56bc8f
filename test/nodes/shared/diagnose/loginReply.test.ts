import { loginReply } from '../../../../nodes/shared/diagnose/loginReply';

it.each([
	[
		'a login in two steps',
		['< 220 Hi', '> USER a', '< 331 Password', '> PASS ***', '< 230 In'],
		'230 In',
	],
	[
		'an answer of several lines',
		['> USER a', '> PASS ***', '< 331 P', '< 230-Hello\n230 In'],
		'230-Hello\n230 In',
	],
	['a name that is enough', ['< 220 Hi', '> USER a', '< 230 In'], '230 In'],
	['a PASS that is superfluous', ['> USER a', '< 331 P', '> PASS ***', '< 202 In'], '202 In'],
	['a refusal', ['> USER a', '< 331 P', '> PASS ***', '< 530 No'], ''],
	['no login', ['< 220 Hi'], ''],
])('finds the answer to %s', (_title, lines, answer) => {
	expect(loginReply(lines)).toBe(answer);
});
