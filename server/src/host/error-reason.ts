/** For the end of a sentence about a file: without Node's code and the path, which is said already. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^E[A-Z]+: /, '').replace(/, .*$/, '');
}
