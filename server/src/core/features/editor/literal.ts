/** A name as it is written: with quotes or without. */

export function isQuoted(written: string): boolean {
  return /^(".*"|'.*')$/s.test(written) && written.length >= 2;
}

export function unquoted(written: string): string {
  return isQuoted(written) ? written.slice(1, -1) : written;
}
