const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src, watch } = require('gulp');

const ASSETS = ['icons/**/*.svg', 'nodes/**/*.node.json'];

const clean = () => rm('dist', { recursive: true, force: true });

/** Runs the project's own TypeScript compiler; its messages go to the console as they are. */
const tsc = (...args) =>
	new Promise((resolve, reject) => {
		const compiler = spawn(process.execPath, [require.resolve('typescript/bin/tsc'), ...args], {
			stdio: 'inherit',
		});
		compiler.once('error', reject);
		compiler.once('exit', (code) =>
			code === 0 ? resolve() : reject(new Error('TypeScript found errors')),
		);
	});

const compile = () => tsc('--project', 'tsconfig.json');
const compileOnChange = () => tsc('--project', 'tsconfig.json', '--watch', '--preserveWatchOutput');

/** n8n looks for icons and codex files where the compiled nodes say: beside them, below dist/. */
const copyAssets = () => src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));
const copyOnChange = () => {
	watch(ASSETS, copyAssets);
};

clean.displayName = 'clean';
compile.displayName = 'compile';
copyAssets.displayName = 'copy assets';

exports.clean = clean;
exports.build = series(clean, parallel(compile, copyAssets));
exports.watch = series(clean, copyAssets, parallel(compileOnChange, copyOnChange));
exports.default = exports.build;
