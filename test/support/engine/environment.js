const { TestEnvironment } = require('jest-environment-node');

/*
 * Jest gives each test file a realm with an `Error` of its own, while errors of node:fs come from the outer one.
 * n8n-core asks `error instanceof Error` (resolvePath does, for a file that does not exist yet), so both share one class.
 */
module.exports = class EngineEnvironment extends TestEnvironment {
	async setup() {
		await super.setup();
		this.global.Error = Error;
	}
};
