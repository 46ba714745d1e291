/** Tables as CSV (RFC 4180), safe to open in a spreadsheet. */

/** Rows in the order of the columns. */
export function csvTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula gets an apostrophe (OWASP, "CSV Injection"). */
function csvField(text: string): string {
  const safe = /^\s*[=+\-@\t\r|]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
