/** Texts that code or AWS wrote, safe to print: none begins a line of its own or commands a terminal. */

/** Control characters as `\u000a`: a log of CI would obey `::error::` at the beginning of a line. */
export function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A line of code as wide as it is, so that what stands below it fits. Tabs may stay. */
export function sameWidth(line: string): string {
  return line.replaceAll(/(?!\t)\p{Cc}/gu, '\u{fffd}');
}
