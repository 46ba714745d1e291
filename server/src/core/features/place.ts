/** Where the code says something, for a report: the file, and the line counted from one. */
import type { Origin } from '../base';
import type { LinesOf } from './access-report';

export type ReportPlace = { readonly file?: string; readonly line?: number };
export type PlaceOf = (origin: Origin) => ReportPlace;

/** Empty for what stands in no file, such as AWS's answers. */
export function placeIn(linesOf: LinesOf): PlaceOf {
  return ({ at }) => {
    const lines = linesOf(at.path);
    return lines ? { file: at.path, line: lines.placeOf(at.start).line + 1 } : {};
  };
}
