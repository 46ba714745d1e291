/** A text that code or AWS wrote, safe to print: it can't begin a line of its own or command a terminal. */
export function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
