/** Tables as CSV (RFC 4180), safe to open in a spreadsheet and to print in a CI job: one line a row. */
import { oneLine } from './terminal';

/** Rows in the order of the columns. */
export function csvTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe, and so does what stands behind a semicolon, since where
 * that parts the fields a quote within one protects nothing (OWASP, "CSV Injection"). `::` at the beginning of a row is quoted.
 */
function csvField(text: string): string {
  const safe = oneLine(text)
    .replace(/^\s*[=+\-@|\uff1d\uff0b\uff0d\uff20]/, "'$&")
    .replaceAll(/([;"]\s*)(?=[=+\-@|\uff1d\uff0b\uff0d\uff20])/g, "$1'");
  return /[",;]|^\s|\s$|^::/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
