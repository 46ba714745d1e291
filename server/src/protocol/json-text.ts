/**
 * JSON as it leaves us. A reader gets exactly the values; whoever only looks at the text, or has it in the log of a CI job, sees
 * every sign: what can't be seen is written by JSON's own escapes, and nothing in it is a command of a log.
 */
import { replaceHidden } from './visible';

/** The value over several lines, with the end of the last one. */
export function jsonText(value: unknown): string {
  return `${safeJson(JSON.stringify(value, undefined, 2))}\n`;
}

/** JSON that is written already. Line ends can only stand between its values, and `##[` only within one. */
export function safeJson(json: string): string {
  const seen = replaceHidden(json, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`);
  return seen.replaceAll(/##(?=(?:vso|teamcity)?\[)/gi, '#\\u0023');
}
