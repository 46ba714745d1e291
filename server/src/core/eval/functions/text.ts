/** Text as Go takes it apart: by code point for letters, by what a reader sees as one character for lengths. */

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ASCII = /^[\x20-\x7e]*$/;
/** Taking a longer one apart would take more room than there is. */
const LONGEST_SEGMENTED = 200_000;

/** What a reader counts: `é` is one character, however it is composed. */
export function characters(text: string): readonly string[] {
  return ASCII.test(text) ? [...text] : segments(text);
}

/** Letter by letter, without the special cases of whole words: `ß` stays `ß`. */
function segments(text: string): readonly string[] {
  const found: string[] = [];
  for (const { segment } of segmenter.segment(text)) found.push(segment);
  return found;
}

export function isTooLongToCount(text: string): boolean {
  return text.length > LONGEST_SEGMENTED && !ASCII.test(text);
}

export function upper(text: string): string {
  return ASCII.test(text) ? text.toUpperCase() : [...text].map((it) => single(it.toUpperCase(), it)).join('');
}

export function lower(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : [...text].map(lowerLetter).join('');
}

function lowerLetter(letter: string): string {
  return letter === 'İ' ? 'i' : single(letter.toLowerCase(), letter);
}

function single(changed: string, letter: string): string {
  return [...changed].length === 1 ? changed : letter;
}

/** A capital for each letter that follows no letter, digit or underscore. */
export function title(text: string): string {
  let previous = ' ';
  return [...text]
    .map((letter) => {
      const starts = isSeparator(previous);
      previous = letter;
      return starts ? upper(letter) : letter;
    })
    .join('');
}

function isSeparator(letter: string): boolean {
  if (letter.charCodeAt(0) < 0x80) return !/[A-Za-z0-9_]/.test(letter);
  return /\p{White_Space}/u.test(letter);
}

export function trimCharacters(text: string, cut: string): string {
  const set = new Set(cut);
  const letters = [...text];
  let start = 0;
  let end = letters.length;
  while (start < end && set.has(letters[start] ?? '')) start++;
  while (end > start && set.has(letters[end - 1] ?? '')) end--;
  return letters.slice(start, end).join('');
}
