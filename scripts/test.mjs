// `npm test`: everything that has to hold, from a fresh clone on. Ends with one line, `N passed, N failed`.
// Only Node's own modules are imported here, since the first stage installs the rest.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, installDependencies } from './prepare.mjs';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(repository, 'test-results');
const editorConfig = 'test/editor/vitest.config.ts';

/**
 * A stage with `isBeside` runs while the stages after it do, until one that is `after` it: it mostly waits for downloads.
 *
 * Invariant: a stage that was meant to run and did not is a failure, never silence.
 */
const stages = [
  { name: 'dependencies', run: installDependencies, isNeeded: true },
  { name: 'editors', run: () => tsx('scripts/vscode/install-all.ts', []), isBeside: true },
  { name: 'types', run: () => check('typecheck') },
  { name: 'lint', run: () => check('lint') },
  { name: 'build', run: build, isNeeded: true },
  { name: 'unit', run: () => vitest('unit', ['--reporter=dot', '--project', 'unit*']) },
  { name: 'integration', run: () => vitest('integration', ['--reporter=default', '--project', 'integration']) },
  { name: 'user', run: () => vitest('user', ['--reporter=verbose', '--config', editorConfig]), after: 'editors' },
  { name: 'suite-newest', run: () => suite('newest'), after: 'editors' },
  { name: 'suite-oldest', run: () => suite('oldest'), after: 'editors' },
];

const nothing = { passed: 0, failed: 0 };

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !stages.some((stage) => stage.name === name));
if (values.help || unknown.length > 0) {
  console.error(
    `npm test -- [STAGE…]\n\nStages, all without an argument: ${stages.map((stage) => stage.name).join(', ')}`,
  );
  process.exit(values.help ? 0 : 2);
}

mkdirSync(results, { recursive: true });
const counts = await runAll(stages.filter((stage) => positionals.length === 0 || positionals.includes(stage.name)));
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 ? 0 : 1);

async function runAll(chosen) {
  const done = [];
  const beside = new Map();
  for (const stage of chosen) {
    if (beside.has(stage.after)) await beside.get(stage.after);
    console.log(`\n── ${stage.name}${stage.isBeside ? ': goes on beside the others' : ''}`);
    const running = timed(stage);
    if (stage.isBeside) beside.set(stage.name, running);
    else done.push(await running);
    if (stage.isNeeded && done.at(-1).failed > 0) break;
  }
  done.push(...(await Promise.all(beside.values())));
  console.log(`\n${done.map(({ text }) => text).join(' · ')}`);
  const sum = (key) => done.reduce((total, outcome) => total + outcome[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

async function timed(stage) {
  const started = Date.now();
  const outcome = await guard(stage);
  return { ...outcome, text: `${stage.name} ${seconds(started)}${outcome.failed > 0 ? ' FAILED' : ''}` };
}

async function guard(stage) {
  try {
    return (await stage.run()) ?? nothing;
  } catch (error) {
    console.error(`${stage.name}: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  }
}

async function check(script) {
  const code = await run('npm', ['run', '--silent', script]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitest(name, args) {
  const file = fresh(name);
  const reporters = ['--reporter=json', `--outputFile.json=${file}`];
  const code = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args]);
  return counted(file, code, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));
}

async function suite(version) {
  const file = fresh(`suite-${version}`);
  const code = await run(...tsxCommand('test/editor/run-suite.ts', [version, file]));
  return counted(file, code, ({ stats }) => ({ passed: stats.passes, failed: stats.failures }));
}

async function tsx(script, args) {
  const code = await run(...tsxCommand(script, args));
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

function tsxCommand(script, args) {
  return [process.execPath, ['--import', 'tsx', script, ...args]];
}

/** What an earlier run left must not be counted as this one's. */
function fresh(name) {
  const file = join(results, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** A runner that fails without a failed test (a file that does not load, a crash) counts as one failure. */
function counted(file, code, count) {
  const outcome = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : nothing;
  const isEmpty = outcome.passed + outcome.failed === 0;
  return isEmpty || (code !== 0 && outcome.failed === 0) ? { ...outcome, failed: outcome.failed + 1 } : outcome;
}

function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: repository, stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function seconds(started) {
  return `${Math.round((Date.now() - started) / 1000)} s`;
}
