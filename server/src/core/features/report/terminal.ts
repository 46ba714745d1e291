/** Texts that code or AWS wrote, safe to print: none begins a line of its own, commands a terminal, or is a command of a CI job. */
import { visible } from '../../../protocol';

/** A text within a line. */
export function oneLine(text: string): string {
  return withoutMarkers(visible(text));
}

/**
 * Lines that are ready to be printed. GitHub's runner obeys a line that begins with `::`, blanks before it or not, and one that has
 * `##[` anywhere; Azure's `##vso[` and TeamCity's `##teamcity[` are alike (actions/runner, ActionCommand.cs, TryParseV2 and TryParse).
 */
export function logLines(text: string): string {
  return withoutMarkers(text).replaceAll(/^(\s*):(?=:)/gm, '$1\\u003a');
}

function withoutMarkers(text: string): string {
  return text.replaceAll(/##(?=(?:vso|teamcity)?\[)/gi, '#\\u0023');
}

/** A line of code. Tabs stay, so that what stands below it fits. */
export function codeLine(line: string): string {
  return line
    .split('\t')
    .map(oneLine)
    .join('\t')
    .replace(/^(\s*):(?=:)/, '$1\\u003a');
}

const invisible = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** East Asian wide and full-width signs (UAX #11, W and F), and emoji: two columns of a terminal. */
const wide =
  /[\u{1100}-\u{115f}\u{2e80}-\u{303e}\u{3041}-\u{33ff}\u{3400}-\u{4dbf}\u{4e00}-\u{a4cf}\u{a960}-\u{a97f}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff01}-\u{ff60}\u{ffe0}-\u{ffe6}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
const ascii = /^[ -~]*$/;

/** How many columns of a terminal the text takes; emoji joined to one count once. */
export function widthOf(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const sign of text.replaceAll(/\u{200d}./gu, '')) {
    if (!invisible.test(sign)) width += wide.test(sign) ? 2 : 1;
  }
  return width;
}
