// Bundles: the extension, the language server and the command line, each CommonJS for Node; the AWS SDK is a file of its
// own, loaded only when something live is asked for. The pages of the access matrix and of reports are each a
// script and a style for the browser.
import { chmod, rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // The ES modules of a package, where it has both kinds, bundle to half the size.
  mainFields: ['module', 'main'],
  sourcemap: production ? false : 'linked',
  minify: production,
  metafile: true,
  logLevel: 'warning',
  // Licences are gathered in one file when the extension is packaged.
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
  {
    entryPoints: [
      { in: 'client/src/matrix/webview/main.ts', out: 'matrix' },
      { in: 'client/src/matrix/webview/matrix.css', out: 'matrix' },
      { in: 'client/src/report/webview/main.ts', out: 'report' },
      { in: 'client/src/report/webview/report.css', out: 'report' },
    ],
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  },
].map((bundle) => ({ ...shared, ...bundle, outdir: 'dist' }));

if (watch) await watchAll();
else await buildOnce();

/** Tells of each build in lines that the task of VS Code reads (.vscode/tasks.json). */
async function watchAll() {
  let running = 0;
  const report = {
    name: 'report',
    setup(bundler) {
      bundler.onStart(() => {
        if (running++ === 0) console.log('[bundles] build started');
      });
      bundler.onEnd(({ errors, warnings }) => {
        tell(errors, 'error');
        tell(warnings, 'warning');
        if (--running === 0) console.log('[bundles] build finished');
      });
    },
  };
  const tell = (messages, severity) => {
    for (const { text, location } of messages)
      console.log(
        `${location ? `${location.file}:${location.line}:${location.column + 1}` : 'esbuild.mjs:1:1'}: ${severity}: ${text}`,
      );
  };
  for (const bundle of bundles) {
    const plugins = [...(bundle.plugins ?? []), report];
    await (await context({ ...bundle, plugins, logLevel: 'silent' })).watch();
  }
}

async function buildOnce() {
  await rm('dist', { recursive: true, force: true });
  const built = await Promise.all(bundles.map((bundle) => build(bundle)));
  await chmod('dist/cli.js', 0o755);
  // What each bundle was made of: the packages whose licences go with it.
  await writeFile('dist/inputs.json', JSON.stringify(built.flatMap(({ metafile }) => Object.keys(metafile.inputs))));
}
