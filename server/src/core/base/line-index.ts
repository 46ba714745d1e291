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

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
