/** Text that AWS or somebody's code wrote, safe inside a Markdown table: no cell, tag or link of its own making. */
export function cell(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[\\`*_[\]|]/g, (letter) => `\\${letter}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

/** Code in a line of Markdown, whatever backticks it holds (CommonMark, "Code spans"). */
export function code(text: string): string {
  const line = text.replaceAll(/[\r\n]+/g, ' ');
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((it) => it.length)) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** In a table `|` parts cells, in code too (GitHub Flavored Markdown, "Tables"). */
export function codeCell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}
