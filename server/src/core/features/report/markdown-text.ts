/**
 * Texts that code or AWS wrote, in Markdown: reports that go into tickets, step summaries and comments of pull requests, hovers,
 * tooltips. They stay text: no heading, list, cell, emphasis, link, image, tag, footnote, formula, mention or reference of their own
 * making. (CommonMark 0.31; GitHub Flavored Markdown, "Tables" and "Autolinks"; GitHub Docs, "Basic writing and formatting syntax".)
 */
import { oneLine } from './terminal';

/** Text of a paragraph, a heading, an item or a cell. */
export function markdownText(text: string): string {
  const words = oneLine(text).split(/([\s<>"|]+)/);
  const escaped = words.map((it) => (isTaken(it) ? markdownCode(it) : it.replaceAll(special, escapedSign))).join('');
  return escaped
    .replace(/^(?:[-+](?=[\s-]|$)|>|=+\s*$)/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^:(?=:)/, '\\:')
    .replaceAll(/^\s+|\s+$/g, (blanks) => [...blanks].map((it) => `&#${it.codePointAt(0)};`).join(''));
}

/** An underscore between letters is nobody's emphasis. */
const special = /[\\`*[\]|#~&<]|(?<![a-z0-9])_|_(?![a-z0-9])/gi;

function escapedSign(sign: string): string {
  return entities[sign] ?? `\\${sign}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;' };

/**
 * Words that GitHub and others make something of after escapes are gone, so that only code keeps them as they are: addresses of
 * pages and people, mentions, numbers of issues, names of commits, formulas, emoji by name.
 */
const taken = [
  /:\/\//,
  /www\./i,
  /(?:mailto|xmpp):/i,
  /@[\w-]/,
  /#\d|\bGH-\d/i,
  /(?:^|[([{@:])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![\w-])/i,
  /\$/,
  /^(?!.*arn:).*:(?:[a-z0-9_+-]*[a-z][a-z0-9_+-]*|[+-]1|100|1234):/i,
];

function isTaken(word: string): boolean {
  return taken.some((it) => it.test(word));
}

/** As code, in a fence that is longer than any in it. */
export function markdownCode(text: string): string {
  const line = oneLine(text);
  if (line.trim() === '') return markdownText(text);
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((it) => it.length)) + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** In a table `|` parts cells, in code too; an escape of the table's own is taken back before anything else is read. */
export function tableCell(markdown: string): string {
  return markdown.replaceAll(/(?<!\\)\|/g, '\\|');
}
