/** Quoted text in messages: a value may be a whole file, and whoever reads a message wants to recognize it, not to read it. */

/** In characters. A name or an ARN has no spaces, and is shown in full where it can be one. */
const longest = { text: 80, name: 160, message: 2000 };

/** The message with what is quoted in it cut to one line of a bearable length. */
export function brief(message: string): string {
  if (message.length <= longest.text && !message.includes('\n')) return message;
  const short = message.replaceAll(/"((?:[^"\\]|\\[\s\S])*)"/g, (_, quoted: string) => `"${cut(quoted)}"`);
  return short.length > longest.message ? `${short.slice(0, longest.message)}…` : short;
}

function cut(quoted: string): string {
  const line = /^[^\r\n]*/.exec(quoted)?.[0] ?? '';
  const limit = /\s|\\[nrt]/.test(line) ? longest.text : longest.name;
  return line.length > limit || line !== quoted ? `${line.slice(0, limit)}…` : line;
}
