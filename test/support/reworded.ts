/**
 * Other words for every text that we make: each word becomes another one, the same for the same seed, and what stands in
 * quotes or is a name (with a capital, a dot, a dash, an underscore) stays. Code that reads a sentence back goes astray.
 */

export type Rewording = { seed: number | undefined; texts: number };

export function reworded({ seed }: Rewording, text: string): string {
  if (seed === undefined) return text;
  return text.replaceAll(/"[^"]*"|[\w./:*[\]-]+/g, (part) =>
    /^[A-Z]?[a-z]+[.:]?$/.test(part) ? otherWord(seed, part) : part,
  );
}

/** FNV-1a, spread over letters: long enough that two words never become one. */
function otherWord(seed: number, word: string): string {
  let hash = seed >>> 0;
  for (const letter of word) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `q${hash.toString(26)}`;
}
