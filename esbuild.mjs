// Bundles: the extension, the language server and the command line, each CommonJS for Node; the AWS SDK is a file of its
// own, loaded only when something live is asked for.
import { rm } from 'node:fs/promises';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'info',
  legalComments: 'none',
};

// `aws.js` is what the lazy import in `host/` resolves to at run time.
const lazyAws = {
  name: 'lazy-aws',
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\/aws$/ }, (request) =>
      request.kind === 'dynamic-import' ? { path: './aws.js', external: true } : undefined,
    );
  },
};

const bundles = [
  { entryPoints: { extension: 'client/src/extension.ts' }, external: ['vscode'] },
  { entryPoints: { server: 'server/src/server.ts', cli: 'server/src/cli.ts' }, plugins: [lazyAws] },
  { entryPoints: { aws: 'server/src/host/aws/index.ts' } },
].map((bundle) => ({ ...shared, ...bundle, outdir: 'dist' }));

await rm('dist', { recursive: true, force: true });
if (watch) for (const bundle of bundles) await (await context(bundle)).watch();
else await Promise.all(bundles.map((bundle) => build(bundle)));
