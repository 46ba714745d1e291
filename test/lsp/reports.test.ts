/** What somebody reads in the editor and somebody else in a terminal is the same report. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportPage, ReportQuestion } from '../../server/src/protocol';
import { type Acme, acme } from '../cli/acme';
import { runIdc } from '../support/transcript';
import { type Conversation, converse } from './support/conversation';

const example = join(import.meta.dirname, '..', '..', 'examples', 'acme');

function exampleFiles(): Record<string, string> {
  const entries = readdirSync(example, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  const paths = entries.map((it) => join(it.parentPath, it.name));
  return Object.fromEntries(paths.map((path) => [path.slice(example.length + 1), readFileSync(path, 'utf8')]));
}

describe('A report of Acme', () => {
  let talk: Conversation;
  let aws: Acme;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: talk.root });

  beforeAll(async () => {
    aws = await acme();
    await aws.idc('snapshot', '--profile', 'acme', '--output', 'acme.json');
    talk = await converse(exampleFiles());
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'begin');
    const assignments = join(talk.root, 'access', 'support.access.yaml');
    const changed = readFileSync(assignments, 'utf8')
      .replace('[legacy-billing, prod-web]', '[legacy-billing]')
      .replace('prod-data, prod-web]', 'prod-data, prod-web, legacy-billing]');
    writeFileSync(assignments, changed);
    await talk.open('access/support.access.yaml', changed, 'yaml');
    const text = aws.read('acme.json');
    expect(await talk.ask('idc/openSnapshot', { name: 'acme.json', text })).toEqual({ ok: true });
  }, 120_000);
  afterAll(async () => {
    await talk?.end();
    await aws?.close();
  });

  const live = () => ['--snapshot', join(aws.folder, 'acme.json')];
  const about = { principal: 'greta.holm', account: 'staging-data', permissionSet: 'RedshiftAnalyst' };
  const reports: readonly [ReportQuestion, () => readonly string[]][] = [
    [{ kind: 'comparison' }, () => ['diff', ...live()]],
    [{ kind: 'changes', since: 'main' }, () => ['access', '--diff', 'main']],
    [{ kind: 'explanation', about }, () => ['explain', ...Object.values(about), ...live()]],
    [{ kind: 'declared' }, () => ['access']],
  ];

  it.each(reports)('is in a terminal what it is in the editor: %j', async (question, argv) => {
    const answer = await talk.ask('idc/report', question);
    if (!answer.ok) throw new Error(answer.failure.message);
    const { page } = answer;
    const { out } = await runIdc(argv(), talk.root);
    expect(page.sections.length).toBeGreaterThan(1);
    expect(sectionsIn(out, page)).toEqual(page.sections.map((it) => it.heading));
    expect(textOf(out)).toContain(` ${page.verdict.heading} ${page.verdict.text}`);
    for (const { cells } of page.sections.filter((it) => !it.folded).flatMap((it) => it.rows)) {
      expect(textOf(out)).toContain(textOf(cells.map((it) => it.text).join(' ')));
    }
  });
});

/** Headings as they follow each other. */
function sectionsIn(out: string, { sections }: ReportPage): readonly string[] {
  const lines = out.split('\n').map((line) => line.replace(/ {2}\d.*$/, ''));
  return lines.filter((line, index) => lines[index - 1] === '' && sections.some((it) => it.heading === line));
}

function textOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
