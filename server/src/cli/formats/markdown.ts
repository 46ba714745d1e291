/** Text that AWS or somebody's code wrote, safe inside a Markdown table: no cell, tag or link of its own making. */
export function cell(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[\\`*_[\]|]/g, (letter) => `\\${letter}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
