/**
 * Transcripts: a Markdown page whose fences are files and whose `console` fences are commands with what they print.
 *
 *     `main.tf`:
 *     ```hcl
 *     …
 *     ```
 *
 *     ```console
 *     $ idc check
 *     …what stdout and stderr said…
 *     # exit 1
 *     ```
 *
 * Each heading begins a new folder. `UPDATE=1` rewrites the console fences.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CliContext, run } from '../../server/src/cli/index';
import { createNodeHost } from '../../server/src/host';

export type Section = { readonly title: string; readonly text: string };

export function sectionsOf(page: string): readonly Section[] {
  return page
    .split(/^(?=## )/m)
    .filter((text) => text.includes('```console'))
    .map((text) => ({ title: /^## (.*)$/m.exec(text)?.[1] ?? '', text }));
}

/** The section as it reads when every command has been run. */
export async function played(section: Section, env: CliContext['env'] = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'idc-transcript-'));
  try {
    writeFiles(section.text, folder);
    return await replayed(section.text, folder, env);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFiles(text: string, folder: string): void {
  for (const [, path, content] of text.matchAll(/^`([^`\n]+)`:\n+```\w*\n([\s\S]*?)^```$/gm)) {
    const target = join(folder, path ?? '');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content ?? '');
  }
}

async function replayed(text: string, folder: string, env: CliContext['env']): Promise<string> {
  let result = text;
  for (const [fence, body] of text.matchAll(/^```console\n([\s\S]*?)^```$/gm)) {
    const commands = (body ?? '').split('\n').filter((line) => line.startsWith('$ idc'));
    const printed: string[] = [];
    for (const command of commands) printed.push(await playedCommand(command, folder, env));
    result = result.replace(fence, () => `\`\`\`console\n${printed.join('')}\`\`\``);
  }
  return result;
}

async function playedCommand(command: string, folder: string, env: CliContext['env']): Promise<string> {
  const argv = command.slice('$ idc'.length).trim().split(/\s+/).filter(Boolean);
  const printed = await runIdc(argv, folder, env);
  const text = printed.text.replaceAll(folder, '/repo');
  return `${command}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}# exit ${printed.code}\n`;
}

export async function runIdc(argv: readonly string[], cwd: string, env: CliContext['env'] = {}, stdin = '') {
  let text = '';
  let out = '';
  const silent = () => {};
  const code = await run(argv, {
    // The emulator is the only AWS there is here, and it is in no hurry.
    host: createNodeHost({
      env,
      log: { info: silent, warn: silent, error: silent },
      requestsPerSecond: () => 2000,
      lookupsPerSecond: () => 2000,
    }),
    cwd,
    env,
    out: (it) => {
      text += it;
      out += it;
    },
    err: (it) => {
      text += it;
    },
    outIsTerminal: false,
    errIsTerminal: false,
    stdin: async () => stdin,
    installation: join(import.meta.dirname, '..', '..'),
    signal: new AbortController().signal,
  });
  return { code, text, out };
}
