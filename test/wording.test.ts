/**
 * The wording of every message changed at random: of reasons, hops and problems, and of what the rules say. Texts differ,
 * nothing else does: findings, severities, places, fixes, grants and comparisons are the same.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Analysis, Finding } from '../server/src/core/analysis';
import { accessReport, comparisonReport, symbols } from '../server/src/core/features';
import type { Note, Rule, Source } from '../server/src/core/rules';
import { readPage } from './eval/configuration/page';
import { linesOfAnalysis } from './features/support/analysed';
import { parsePage } from './support/fixture';
import { analyse, type Text } from './support/fixture-findings';
import { type Rewording, reworded } from './support/reworded';
import { type SmallSnapshot, smallSnapshot } from './support/small-snapshot';

const rewording = vi.hoisted((): Rewording => ({ seed: undefined, texts: 0 }));

function otherwise(text: string): string {
  const changed = reworded(rewording, text);
  if (changed !== text) rewording.texts++;
  return changed;
}

vi.mock('../server/src/core/wording/sentences', async (original) => {
  const { formatterOf } = await original<typeof import('../server/src/core/wording/sentences')>();
  const changed: typeof formatterOf = (sentences) => {
    const say = formatterOf(sentences);
    return (reason) => otherwise(say(reason));
  };
  return { formatterOf: changed };
});

vi.mock('../server/src/core/rules/support/rule', async (original) => {
  const module = await original<typeof import('../server/src/core/rules/support/rule')>();
  const defineRule = <const S extends Source>(rule: Rule<S>): Rule<S> => ({
    ...rule,
    check: (given, report) => rule.check(given, (at, note) => report(at, otherNote(note))),
  });
  return { ...module, defineRule };
});

function otherNote(note: Note): Note {
  return {
    ...note,
    message: otherwise(note.message),
    related: note.related?.map((it) => ({ ...it, message: otherwise(it.message) })),
    fixes: note.fixes && (() => (note.fixes?.() ?? []).map((it) => ({ ...it, title: otherwise(it.title) }))),
  };
}

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const root = join(import.meta.dirname, '..');

describe(`With every message in other words (SEED=${seed})`, () => {
  it.each([...pagesIn('docs/rules'), ...pagesIn('test/rules')])('%s comes out the same', (path) => {
    for (const { files, snapshot, before } of parsePage(readFileSync(join(root, path), 'utf8'))) {
      expectSame(() => outcome(analyse(files, snapshot, before), snapshot));
    }
  });

  it.each(pagesIn('test/eval/configuration/pages'))('%s comes out the same', (path) => {
    for (const { files } of readPage(readFileSync(join(root, path), 'utf8')).sections) {
      expectSame(() => outcome(analyse([...files].map(([name, text]) => ({ path: name, text })))));
    }
  });

  it.each(['acme', 'access-definitions', 'account-roots', 'landing-zone', 'teams-in-yaml'])(
    'examples/%s comes out the same, whole and with a line missing',
    (name) => {
      const files = filesIn(join(root, 'examples', name));
      expectSame(() => outcome(analyse(files)));
      for (const broken of brokenCopies(files)) expectSame(() => outcome(analyse(broken)));
    },
  );

  it('the words were others indeed', () => {
    expect(rewording.texts).toBeGreaterThan(1000);
  });
});

function expectSame(run: () => unknown): void {
  rewording.seed = undefined;
  const plain = run();
  rewording.seed = seed;
  const changed = run();
  rewording.seed = undefined;
  expect(changed).toEqual(plain);
}

/** Everything of an analysis but its texts. */
function outcome(analysis: Analysis, snapshot?: string): unknown {
  const { declared, unknowns } = analysis;
  const linesOf = linesOfAnalysis(analysis);
  // The page's own JSON, as in the pages' test.
  const live = snapshot === undefined ? undefined : smallSnapshot(JSON.parse(snapshot) as SmallSnapshot);
  return {
    findings: analysis.findings.map(findingOutcome).toSorted(),
    wanted: analysis.wanted,
    access: withoutTexts(accessReport(declared, unknowns, linesOf)),
    reasons: unknowns.map(({ address, attribute, because }) => ({ address, attribute, because })),
    comparison: live && withoutTexts(comparisonReport({ analysis, linesOf, before: undefined }, live)),
    symbols: [...analysis.files.keys()].map((path) => symbols(analysis, path).length),
  };
}

function findingOutcome({ rule, severity, at, related, fixes }: Finding): string {
  const safeEdits = fixes().map(({ safe, edits }) => ({ safe, edits }));
  return JSON.stringify({ rule, severity, at, related: related.map((it) => it.at), safeEdits });
}

const texts: ReadonlySet<string> = new Set(['because', 'what']);

/** The keys that hold sentences left out. */
function withoutTexts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, it: unknown) => (texts.has(key) ? undefined : it)));
}

/** Each time one line in the middle of a file is gone: broken text makes reasons and problems. */
function brokenCopies(files: readonly Text[]): readonly (readonly Text[])[] {
  return files.map(({ path, text }) => {
    const lines = text.split('\n');
    const half = Math.floor(lines.length / 2);
    const broken = lines.filter((_, index) => index !== half).join('\n');
    return files.map((it) => (it.path === path ? { path, text: broken } : it));
  });
}

function filesIn(folder: string): readonly Text[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(tf|tfvars|ya?ml|json)$/.test(path))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(folder, path), 'utf8') }));
}

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => join(folder, name));
}
