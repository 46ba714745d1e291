/** Lines and columns for people: 1-based. Core knows offsets only. */
import { type LineIndex, type Location, lineIndex, rememberEach, type SourceFile } from '../../core/base';
import type { LinesOf } from '../../core/features';

const linesOfFile = rememberEach((file: SourceFile): LineIndex => lineIndex(file.text));

export function linesIn(files: ReadonlyMap<string, SourceFile>): LinesOf {
  return (path) => {
    const file = files.get(path);
    return file && linesOfFile(file);
  };
}

export type PlacedRange = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

export function placed(at: Location, linesOf: LinesOf): PlacedRange {
  const lines = linesOf(at.path);
  const start = lines?.placeOf(at.start) ?? { line: 0, column: 0 };
  const end = lines?.placeOf(at.end) ?? start;
  return {
    file: at.path,
    line: start.line + 1,
    column: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}
