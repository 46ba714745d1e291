// `npm run package`: one file to install, `idc-authoring-VERSION.vsix`.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { installDependencies, mustRun } from './prepare.mjs';

const limit = 3 * 1024 * 1024;

const { values } = parseArgs({ options: { out: { type: 'string' } } });
try {
  await installDependencies();
  console.log(await packageExtension());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function packageExtension() {
  await mustRun(process.execPath, ['esbuild.mjs', '--production']);
  await writeNotices();
  const { name, version } = JSON.parse(await readFile('package.json', 'utf8'));
  const file = values.out ?? `${name}-${version}.vsix`;
  // Dependencies are in the bundles; without the flag vsce would pack node_modules as well.
  await mustRun(process.execPath, ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', file]);
  const { size } = await stat(file);
  if (size > limit) throw new Error(`${file} is ${size} bytes; more than ${limit} is too much for an extension.`);
  return `${file}: ${Math.round(size / 1024)} KB`;
}

async function writeNotices() {
  const { notices, packagesOf } = await import('./third-party.mjs');
  const inputs = JSON.parse(await readFile('dist/inputs.json', 'utf8'));
  const tables = JSON.parse(await readFile('scripts/data-licenses.json', 'utf8'));
  await writeFile('dist/THIRD-PARTY-LICENSES.txt', notices([...packagesOf(inputs), ...tables]));
}
