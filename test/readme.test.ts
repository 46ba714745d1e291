/** The tables of the README follow from the tables of the code; `UPDATE=1` writes them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../server/src/core/rules';
import { commandCategory, commands, settings } from '../server/src/protocol';

const path = join(import.meta.dirname, '..', 'README.md');

const tables = {
  rules: [
    '| rule | default | reports |',
    '|---|---|---|',
    ...rules.map((it) => `| [\`${it.name}\`](docs/rules/${it.name}.md) | ${it.severity} | ${it.summary} |`),
  ],
  commands: [
    '| command | |',
    '|---|---|',
    ...commands.flatMap((it) => (it.doc ? [`| **${commandCategory}: ${it.title}** | ${it.doc} |`] : [])),
  ],
  settings: [
    '| setting | default | |',
    '|---|---|---|',
    ...settings.map((it) => `| \`idc.${it.key}\` | \`${JSON.stringify(it.schema.default)}\` | ${it.doc} |`),
  ],
};

describe('The README', () => {
  for (const [name, rows] of Object.entries(tables)) {
    it(`lists the ${name} as they are`, () => {
      const written = withTable(readFileSync(path, 'utf8'), name, rows.join('\n'));
      if (process.env.UPDATE) writeFileSync(path, written);
      expect(readFileSync(path, 'utf8')).toBe(written);
    });
  }
});

function withTable(text: string, name: string, table: string): string {
  const start = `<!-- ${name} -->\n`;
  const end = `\n<!-- end of ${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  expect(Math.min(from, to), `the README has the marks of ${name}`).toBeGreaterThan(-1);
  return text.slice(0, from + start.length) + table + text.slice(to);
}
