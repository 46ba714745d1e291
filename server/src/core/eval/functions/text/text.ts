/** Text as Go takes it apart: by code point for letters, by what a reader sees as one character for lengths. */

import { textSteps } from '../../expression/limits';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ASCII = /^[\x20-\x7e]*$/;
const PIECE = 1024;

/** The characters from one position to another, which is beyond them all where it is left out. */
export function sliceCharacters(text: string, start: number, end?: number): string {
  return ASCII.test(text) ? text.slice(start, end) : segments(text).slice(start, end).join('');
}

/** What a reader counts: `é` is one character, however it is composed. */
export function characters(text: string): readonly string[] {
  return ASCII.test(text) ? [...text] : segments(text);
}

export function countCharacters(text: string): number {
  return ASCII.test(text) ? text.length : segments(text).length;
}

/** What taking a text apart costs: a letter of plain ASCII is found at once, others have to be looked for. */
export function countingSteps(text: string): number {
  return ASCII.test(text) ? textSteps(text.length) : text.length;
}

/** Piece by piece, since the segmenter slows down with the length of the text. A piece's last character may go on behind it. */
function segments(text: string): readonly string[] {
  const found: string[] = [];
  let size = PIECE;
  for (let start = 0; start < text.length; ) {
    const isLast = start + size >= text.length;
    const all = Array.from(segmenter.segment(text.slice(start, start + size)), (it) => it.segment);
    const whole = isLast ? all : all.slice(0, -1);
    for (const segment of whole) {
      found.push(segment);
      start += segment.length;
    }
    size = whole.length === 0 ? size * 2 : PIECE;
  }
  return found;
}

/** Letter by letter, without the special cases of whole words: `ß` stays `ß`. */
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
