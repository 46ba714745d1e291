/** The ways in which a folder comes to be analysed, and what each of them says. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from '../../server/src/cli/input/load';
import type { Analysis } from '../../server/src/core/analysis';
import { accessReport } from '../../server/src/core/features';
import { createNodeHost } from '../../server/src/host';
import { Folder } from '../../server/src/lsp/folder';
import { analyseAt, runAtOnce } from '../../server/src/project';
import { linesOfAnalysis } from '../features/support/analysed';

const silent = () => {};
export const host = createNodeHost({ env: {}, log: { info: silent, warn: silent, error: silent } });

export async function inEditor(folder: string): Promise<Analysis> {
  const opened = new Folder(folder, { host, publisher: { publish: silent, clear: silent }, analysed: silent });
  opened.start();
  const analysis = await opened.settled();
  opened.stop();
  if (!analysis) throw new Error('the editor has no analysis');
  return analysis;
}

export async function inTerminal(cwd: string): Promise<Analysis> {
  const outcome = await load({
    paths: [],
    options: { text: silent, all: () => [], on: () => false } as never,
    context: { host, cwd, env: {}, err: silent, out: silent, stdin: async () => '' } as never,
    onFault: ({ error }) => {
      throw error;
    },
  });
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.loaded.analysis;
}

export async function atRevision(folder: string, commit = 'HEAD'): Promise<Analysis> {
  const at = await analyseAt(host, { folder, commit }, runAtOnce);
  if (!at.ok) throw new Error(at.message);
  return at.analysis;
}

/** All that is shown of an analysis, in the order in which it was found. */
export function said(analysis: Analysis) {
  const { declared, unknowns, findings } = analysis;
  const order = [declared.permissionSets, declared.groups, declared.users, declared.policies, declared.assignments];
  return {
    access: accessReport(declared, unknowns, linesOfAnalysis(analysis)),
    order: order.map((it) => it.all.map(({ address, origin }) => `${address} ${origin.at.path}`)),
    whole: order.map((it) => [it.complete, ...it.because.map(({ because }) => because)]),
    findings: findings.map(({ fixes, ...it }) => ({ ...it, fixes: fixes() })),
  };
}

export function emptyFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'idc-ways-')));
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export function copied(from: string, folder: string): void {
  cpSync(join(import.meta.dirname, '../..', from), folder, { recursive: true });
}

export function commit(folder: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
  git('init', '-q');
  git('add', '--all', '--force');
  git('commit', '-q', '--message', 'all', '--allow-empty');
}
