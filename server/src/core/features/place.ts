/** Where the code says something, for a report: the file, and the line counted from one. */
import type { Origin } from '../base';
import * as model from '../model';
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

/** `file` and `line` of the block; `writtenAt` of the entry that a person edits. */
export type GrantPlace = ReportPlace & { readonly writtenAt?: { readonly file: string; readonly line: number } };

export function grantPlace(place: PlaceOf, it: model.Assignment | undefined): GrantPlace {
  if (!it) return {};
  const { file, line } = place(model.writtenAt(it));
  return { ...place(it.origin), ...(file === undefined || line === undefined ? {} : { writtenAt: { file, line } }) };
}

/** `teams.yaml:4`; empty where there is no place. */
export function lineText({ file, line }: ReportPlace): string {
  return file === undefined ? '' : `${file}:${line}`;
}

/** Where a report leads: to the entry, or to the block where there is no other. */
export function leadingTo({ writtenAt, file, line }: GrantPlace): ReportPlace {
  return writtenAt ?? { ...(file !== undefined && { file }), ...(line !== undefined && { line }) };
}
