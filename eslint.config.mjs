import {
	configs as communityConfigs,
	n8nCommunityNodesPlugin,
} from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const NODES = ['nodes/**/*.ts'];
const CREDENTIALS = ['credentials/**/*.ts'];
const TESTS = ['test/**/*.ts'];
const PACKAGE = ['package.json'];

/** The base plugin's configurations have the old shape: take their rules only. */
const baseRules = (files, name) => ({
	files,
	plugins: { 'n8n-nodes-base': nodesBase },
	rules: nodesBase.configs[name].rules,
});

export default tseslint.config(
	{ ignores: ['node_modules/', 'dist/', 'coverage/', '.cache/', '.tmp/', 'test/fixtures/'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },

	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		// One program for everything: test/tsconfig.json includes nodes and credentials.
		languageOptions: { parserOptions: { project: './test/tsconfig.json' } },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			// What was caught, or an abort's reason, is passed on as it came.
			'@typescript-eslint/prefer-promise-reject-errors': [
				'error',
				{ allowThrowingUnknown: true, allowThrowingAny: true },
			],
			// Numbers read well in sentences.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// An implementation of an asynchronous interface need not await; `async` makes its throws rejections.
			'@typescript-eslint/require-await': 'off',
			eqeqeq: 'error',
			'no-constant-binary-expression': 'error',
			'object-shorthand': 'error',
		},
	},
	{ files: [...NODES, ...CREDENTIALS], rules: { 'no-console': 'error' } },
	{
		// JSON.parse, jest's matchers and n8n's loose objects are `any`: a test says what it expects by asserting it.
		files: TESTS,
		rules: {
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/unbound-method': 'off',
		},
	},

	{
		files: PACKAGE,
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { project: false, extraFileExtensions: ['.json'] },
		},
	},
	baseRules(PACKAGE, 'community'),
	baseRules(CREDENTIALS, 'credentials'),
	baseRules(NODES, 'nodes'),
	{
		files: [...NODES, ...CREDENTIALS, ...PACKAGE],
		plugins: { '@n8n/community-nodes': n8nCommunityNodesPlugin },
		rules: communityConfigs.recommendedWithoutN8nCloudSupport.rules,
	},

	// Exceptions, each with its reason.
	{
		// The engine throws its own typed error; it is wrapped once, in the n8n room.
		files: ['nodes/shared/**/*.ts'],
		ignores: ['nodes/shared/n8n/**/*.ts'],
		rules: { '@n8n/community-nodes/require-node-api-error': 'off' },
	},
	{
		// Self-hosted n8n installs a package with its own dependencies; sockets rule Cloud out anyway.
		files: PACKAGE,
		rules: { '@n8n/community-nodes/no-runtime-dependencies': 'off' },
	},
	{
		// The base plugin wants `['main']`, the community plugin NodeConnectionTypes.Main.
		files: NODES,
		rules: {
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		// The base plugin wants a camelCase word for n8n's own docs, the community plugin a real URL.
		files: CREDENTIALS,
		rules: { 'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off' },
	},
);
