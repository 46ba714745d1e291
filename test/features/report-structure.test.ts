/** A report whose names are hostile is made of the same parts as one whose names are not: by the parser of each medium. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { style } from '../../server/src/cli/formats/style';
import { type Page, pageHtml, pageMarkdown, pageText } from '../../server/src/core/features/report';
import { csvTable } from '../../server/src/core/features/report/csv';
import { commandsIn } from '../support/media/ci';
import { hostileName, hostileNames } from '../support/media/names';
import { csvRows, htmlStructure, isFormula, markdownReferences, markdownStructure } from '../support/media/structure';

const now = Date.parse('2026-11-24T04:05:00.000Z');

/** Every place of a page says what `name` gives for it. */
function pageOf(name: () => string): Page {
  return {
    title: name(),
    verdict: { tone: 'bad', heading: name(), text: name() },
    nextStep: name(),
    facts: [
      { name: name(), value: { text: name() } },
      { name: name(), value: { text: name(), code: true } },
    ],
    takenAt: name(),
    sections: [
      {
        heading: name(),
        mark: name(),
        note: name(),
        columns: [name(), name(), name()],
        rows: [
          { sign: '+', cells: [{ text: name() }, { text: name(), code: true }, { text: name(), tone: 'bad' }] },
          {
            cells: [{ text: name() }, { text: name(), open: { folder: '', file: name(), line: 1 } }, { text: name() }],
          },
        ],
      },
      { heading: name(), columns: [name()], rows: [{ cells: [{ text: name() }] }, { cells: [{ text: name() }] }] },
      { heading: name(), columns: [], rows: [] },
      { heading: name(), columns: [], rows: [] },
    ],
    actions: [],
  };
}

const plain = pageOf(() => 'name');

/** A page of these names, in turn. */
function pageNamed(names: readonly string[]): Page {
  let next = 0;
  return pageOf(() => names[next++ % names.length] ?? '');
}

const someNames = fc.array(hostileName, { minLength: 1, maxLength: 40 });
const text = (page: Page, color: boolean, width?: number) => pageText(page, { style: style(color), width, now });

function holds(check: (names: readonly string[]) => void): void {
  for (const name of hostileNames) check([name]);
  fc.assert(fc.property(someNames, check), { numRuns: 200 });
}

describe('A report of hostile names', () => {
  it('has in Markdown the headings, tables, lists, links and tags of any other', () => {
    const expected = markdownStructure(pageMarkdown(plain, now));
    holds((names) => {
      const markdown = pageMarkdown(pageNamed(names), now);
      expect(markdownStructure(markdown), JSON.stringify(names)).toEqual(expected);
      expect(markdownReferences(markdown), JSON.stringify(names)).toEqual([]);
    });
  });

  it('has in HTML the elements and attributes of any other', () => {
    const expected = htmlStructure(pageHtml(plain));
    holds((names) => {
      expect(htmlStructure(pageHtml(pageNamed(names))), JSON.stringify(names)).toEqual(expected);
    });
  });

  it('has in a terminal as many lines as any other, and no command but our colors', () => {
    const lines = (it: string) => it.split('\n').length;
    const colors = (it: string) => it.match(/\p{Cc}\[\d+m/gu) ?? [];
    holds((names) => {
      const told = text(pageNamed(names), true);
      expect(lines(told)).toBe(lines(text(plain, true)));
      expect(colors(told)).toEqual(colors(text(plain, true)));
      expect(told.replaceAll(/\p{Cc}\[\d+m/gu, '')).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_C}\p{Zl}\p{Zp}\p{Cs}]/u);
    });
  });

  it('commands no CI job in any medium, however narrow its lines are', () => {
    holds((names) => {
      const page = pageNamed(names);
      const media = [
        text(page, false),
        text(page, true),
        text(page, false, 20),
        pageMarkdown(page, now),
        pageHtml(page),
      ];
      expect(media.flatMap(commandsIn), JSON.stringify(names)).toEqual([]);
    });
  });

  it('has in CSV the rows and fields of any other, and no formula, whatever parts the fields', () => {
    holds((names) => {
      const row = (from: number) => ['a', ...[0, 1, 2].map((at) => names[(from + at) % names.length] ?? '')];
      const csv = csvTable(['a', 'b', 'c', 'd'], [row(0), row(1), row(2).toReversed()]);
      expect(csvRows(csv).map(({ length }) => length)).toEqual([4, 4, 4, 4]);
      expect(csv.split(/\r\n|\r|\n/)).toHaveLength(5);
      expect(csvRows(csv).flat().filter(isFormula)).toEqual([]);
      expect(csvRows(csv, ';').flat().filter(isFormula)).toEqual([]);
      expect(commandsIn(csv)).toEqual([]);
    });
  });
});

describe('A table in a terminal', () => {
  it('keeps its columns where signs are wide, joined or have no width', () => {
    const names = ['data', '山田', 'Mu\u0308ller', '👩‍💻', 'a\u001b[0m'];
    const rows = names.map((name) => ({ cells: [{ text: name }, { text: 'there' }] }));
    const page: Page = { ...plain, sections: [{ heading: 'Wide', columns: ['Name', 'Where'], rows }] };
    expect(text(page, false)).toContain(`
  Name        Where
  data        there
  山田        there
  Mu\u0308ller      there
  👩‍💻          there
  a\\u001b[0m  there
`);
  });
});
