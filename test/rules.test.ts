/**
 * Every rule's page is executed: its fences are a project, its carets are the findings, one to one. A page named after a
 * rule looks at that rule alone (and at broken text); any other page looks at all of them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { notationRules, rules } from '../server/src/core/rules';
import { type Example, type Fence, parsePage, writeMarkers } from './support/fixture';
import { analyse, applyFix, markersOf } from './support/fixture-findings';

const root = resolve(import.meta.dirname, '..');
const isUpdating = process.env.UPDATE === '1';
const documented = pagesIn('docs/rules');
const names = [...rules.map((rule) => rule.name), ...notationRules];

describe('The pages', () => {
  it('are one for each rule, and no more', () => {
    expect(documented.map(nameOf).toSorted()).toEqual(names.toSorted());
  });

  for (const rule of rules) {
    it(`say of ${rule.name} what the rule says of itself`, () => {
      const page = readPage(`docs/rules/${rule.name}.md`);
      const badge = [
        `severity: ${rule.severity}`,
        `reads: ${rule.reads.map((it) => ({ declared: 'code', live: 'live snapshot', before: 'earlier revision' })[it]).join(', ')}`,
        `quick fix: ${rule.fixable ? 'yes' : 'no'}`,
      ].join(' · ');
      expect(page.split('\n\n').slice(0, 3)).toEqual([`# ${rule.name}`, rule.summary, `*${badge}*`]);
    });
  }

  it.each(documented)('%s explain, show when they speak and when they do not, and cite a source', (path) => {
    const headings = [...readPage(path).matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    const wanted = ['Why it matters', 'Reports', 'Stays silent', 'When to turn it off', 'Source'];
    expect(headings.filter((it) => wanted.includes(it ?? ''))).toEqual(wanted);
  });
});

describe('The examples', () => {
  it.each(documented)('of %s are at least three that report and three that stay silent', (path) => {
    const examples = ['Reports', 'Stays silent'].map((heading) => examplesUnder(heading, readPage(path)));
    expect(examples.map(({ length }) => Math.min(length, 3))).toEqual([3, 3]);
    const reporting = examples[0]?.filter(({ files }) => files.some(({ markers }) => markers.length > 0));
    expect(reporting).toHaveLength(examples[0]?.length ?? 0);
  });
});

describe('The catalogue', () => {
  it('lists every rule with its severity, what it reads and whether it can fix', () => {
    const rows = rules.map(({ name, severity, fixable, summary }) => {
      return `| [${name}](${name}.md) | ${severity} | ${fixable ? 'yes' : ''} | ${summary} |`;
    });
    const path = join(root, 'docs/rules/README.md');
    const [head = ''] = readPage('docs/rules/README.md').split('| --- |\n').slice(-2);
    const page = `${head}| --- |\n${rows.join('\n')}\n`;
    if (isUpdating) writeFileSync(path, page);
    expect(readPage('docs/rules/README.md')).toBe(page);
  });
});

describe('What the pages say stays silent', () => {
  it.each(documented)('is silent in %s', (path) => {
    const silent = readPage(path).split('\n## Stays silent\n')[1]?.split('\n## When to turn it off\n')[0] ?? '';
    expect(silent.split('\n').filter((line) => /^\s*#\s*\^/.test(line))).toEqual([]);
  });
});

describe.each([...documented, ...pagesIn('test/rules')])('%s', (path) => {
  const page = readPage(path);
  for (const example of parsePage(page)) {
    it(example.title, () => {
      check(path, example);
    });
  }
});

function check(path: string, example: Example): void {
  const analysis = analyse(example.files, example.snapshot, example.before);
  const findings = analysis.findings.filter((it) => isWatched(nameOf(path), it.rule));
  const actual = example.files.map((file) => writeMarkers(file.text, markersOf(findings, file)));
  const fixed = example.fixed.map((fence) => fixedText(example, fence));
  if (isUpdating) {
    noteUpdates(path, [...example.files, ...example.fixed], [...actual, ...fixed]);
    return;
  }
  expect(actual).toEqual(example.files.map((file) => writeMarkers(file.text, file.markers)));
  expect(fixed).toEqual(example.fixed.map((fence) => fence.text));
  const elsewhere = findings.filter((it) => !example.files.some((file) => file.path === it.at.path));
  expect(elsewhere).toEqual([]);
}

/** A fix must do what the page shows, be as safe as it says, remove its finding, and leave nothing to be done again. */
function fixedText(example: Example, fence: Fence): string {
  const applied = applyFix(example, analyse(example.files, example.snapshot, example.before), fence.fix ?? '');
  if (!applied) throw new Error(`no finding offers the quick fix "${fence.fix}"`);
  const { finding, after, isSafe } = applied;
  expect(`${fence.fix}: ${isSafe ? 'safe' : 'to be looked at'}`).toBe(
    `${fence.fix}: ${fence.isSafe ? 'safe' : 'to be looked at'}`,
  );
  const again = analyse(after, example.snapshot, example.before);
  const same = again.findings.filter((it) => it.rule === finding.rule && it.message === finding.message);
  expect(same.filter((it) => it.at.path === finding.at.path && it.at.start === finding.at.start)).toEqual([]);
  expect(again.findings.filter((it) => it.rule === 'syntax')).toEqual([]);
  return after.find((it) => it.path === fence.path)?.text ?? '';
}

function isWatched(page: string, rule: string): boolean {
  return rule === 'syntax' || rule === 'invalid-access-definition' || rule === page || !names.includes(page);
}

type Update = { readonly fence: Fence; readonly text: string };
const updates = new Map<string, Update[]>();

function noteUpdates(path: string, fences: readonly Fence[], texts: readonly string[]): void {
  const news = fences.map((fence, index) => ({ fence, text: texts[index] ?? '' }));
  updates.set(path, [...(updates.get(path) ?? []), ...news]);
}

/** From the end, so that the places further up stay where they were. */
afterAll(() => {
  for (const [path, list] of updates) {
    const fromEnd = list.toSorted((a, b) => b.fence.start - a.fence.start);
    const rewritten = fromEnd.reduce((page, { fence: { start, length }, text }) => {
      return page.slice(0, start) + text + page.slice(start + length);
    }, readPage(path));
    writeFileSync(join(root, path), rewritten);
  }
});

/** Under its own `###` heading each. */
function examplesUnder(heading: string, page: string): readonly Example[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split(/\n## /)[0] ?? '';
  return parsePage(section.slice(section.indexOf('### ')));
}

function readPage(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => `${folder}/${name}`);
}

function nameOf(path: string): string {
  return basename(path, '.md');
}
