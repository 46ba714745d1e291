/** Fields of a CSV file (RFC 4180), safe to open in a spreadsheet. */

/** A text that a spreadsheet would take for a formula gets an apostrophe (OWASP, "CSV Injection"). */
export function csvField(text: string): string {
  const safe = /^\s*[=+\-@\t\r|]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
