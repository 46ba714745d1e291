/** What a JSON text is before it is read: the reader recurses, and makes a tree of it all. */

/** `depth`: brackets within each other, at most. `parts`: values and keys, about. */
export type JsonShape = { readonly depth: number; readonly parts: number };

const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const isOpening = new Set([...'[{'].map((it) => it.charCodeAt(0)));
const isClosing = new Set([...']}'].map((it) => it.charCodeAt(0)));
const isBetween = new Set([...',:'].map((it) => it.charCodeAt(0)));

/** One walk through the text, letter by letter, whatever is in it. */
export function shapeOfJson(text: string): JsonShape {
  let [depth, deepest, parts] = [0, 0, 1];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isOpening.has(code)) {
      deepest = Math.max(deepest, ++depth);
      parts++;
    } else if (isClosing.has(code)) depth--;
    else if (isBetween.has(code)) parts++;
  }
  return { depth: deepest, parts };
}

/** Where the closing quote stands; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
