/** Turns offsets into 0-based lines and UTF-16 columns, and back. Lines end at \n, \r\n or a lone \r, as in LSP. */

export type Place = { readonly line: number; readonly column: number };

export type LineIndex = {
  readonly lineCount: number;
  readonly placeOf: (offset: number) => Place;
  readonly offsetOf: (place: Place) => number;
};

export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  return {
    lineCount: starts.length,
    placeOf: (offset) => {
      const line = lineAt(starts, offset);
      return { line, column: offset - (starts[line] ?? 0) };
    },
    offsetOf: ({ line, column }) => {
      const start = starts[line];
      if (start === undefined) return text.length;
      return Math.min(start + column, starts[line + 1] ?? text.length);
    },
  };
}

/** Counted first: a text of nothing but line breaks then takes four bytes for each, and nothing is copied on the way. */
function lineStarts(text: string): Uint32Array {
  const starts = new Uint32Array(eachLineEnd(text, () => {}) + 1);
  eachLineEnd(text, (end, index) => {
    starts[index + 1] = end;
  });
  return starts;
}

/** Calls for the end of each line, behind its line break; answers with how many there are. */
function eachLineEnd(text: string, found: (end: number, index: number) => void): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) found(index + 1, count++);
  }
  return count;
}

function lineAt(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
