const transform = {
	'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }],
};

const project = (displayName, testMatch, more = {}) => ({
	displayName,
	testMatch,
	transform,
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/', '<rootDir>/.tmp/'],
	...more,
});

/** n8n's engine reads its environment when it is first imported, and compares errors of the outer realm. */
const engine = {
	testEnvironment: '<rootDir>/test/support/engine/environment.js',
	setupFiles: ['<rootDir>/test/support/engine/env.ts'],
};

module.exports = {
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text'],
	testTimeout: 30_000,
	projects: [
		project('unit', [
			'<rootDir>/test/nodes/**/*.test.ts',
			'<rootDir>/test/credentials/**/*.test.ts',
			'<rootDir>/test/support/**/*.test.ts',
			'<rootDir>/test/*.test.ts',
		]),
		project('engine', ['<rootDir>/test/engine/**/*.test.ts'], engine),
		project('servers', ['<rootDir>/test/servers/**/*.test.ts'], {
			...engine,
			globalSetup: '<rootDir>/test/support/realServers/globalSetup.ts',
		}),
	],
};
