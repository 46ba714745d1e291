/**
 * What a half-typed file may hide. Its readable rest still counts; but that a name is missing proves nothing while the
 * declaration may stand in the part that cannot be read.
 */
import { keepList, type Problem, rememberLast, unknown } from '../base';
import { emptyProjectFile, type ProjectFile } from '../model';
import { faultyFact } from './faulty-part';
import type { Format, Sources } from './format';
import { type GapKind, gapKinds, type Part, type PartGap, partWithGaps } from './part';
import { isVendored } from './source-files';

type Document = { readonly path: string; readonly problems: readonly Problem[] };

/** The part is the same one for as long as the broken documents are; a document is of one text. */
export function createBrokenReader(formats: readonly Format[]) {
  const keep = keepList<Document>();
  let last: { readonly documents: readonly Document[]; readonly part: Part } | undefined;
  return (all: readonly Document[], { texts }: Sources): Part => {
    const documents = keep(all.filter(isBroken));
    if (last?.documents !== documents)
      last = { documents, part: readBroken(documents, (document) => hiddenBy(document, formats, texts)) };
    return last.part;
  };
}

function isBroken({ path, problems }: Document): boolean {
  return problems.length > 0 && (!isVendored(path) || problems.some(({ fault }) => fault));
}

function readBroken(documents: readonly Document[], kindsIn: (document: Document) => readonly GapKind[]): Part {
  const gaps = documents.flatMap((it): readonly PartGap[] => {
    const [first] = it.problems;
    if (!first) return [];
    const reason = first.fault?.reason ?? ({ kind: 'half-read-file', path: it.path } as const);
    const because = unknown(reason, { at: first.at });
    return kindsIn(it).map((of) => ({ of, because }));
  });
  const failed = documents.flatMap(({ problems }) =>
    problems.flatMap(({ at, fault }) => (fault ? [{ at, fault }] : [])),
  );
  return {
    ...partWithGaps(gaps),
    broken: documents.map(({ path }) => path),
    unknowns: failed.map(({ at, fault }) => faultyFact(fault, at)),
    faults: failed.map(({ fault }) => fault),
  };
}

/** A file that only the project file, or another file, names is of no format by its path, and may hold anything. */
function hiddenBy(
  { path, problems }: Document,
  formats: readonly Format[],
  texts: Sources['texts'],
): readonly GapKind[] {
  if (problems.some(({ fault }) => fault)) return gapKinds;
  const format = formats.find((it) => it.matches(path, emptyProjectFile));
  return format?.mayHide({ path, text: texts.get(path)?.text ?? '' }) ?? gapKinds;
}

/** Files of a format that are there and have no text (too large, not UTF-8, not allowed), and folders nobody could list. */
export function createUnreadReader(formats: readonly Format[]) {
  const keep = keepList<string>();
  const own = rememberLast((paths: ReadonlySet<string>, project: ProjectFile) =>
    [...paths].filter((path) => !isVendored(path) && formats.some((format) => format.matches(path, project))),
  );
  const read = rememberLast(readUnread);
  return ({ paths, unlisted, texts, project }: Sources): Part =>
    read(keep([...own(paths, project).filter((path) => !texts.has(path)), ...unlisted]));
}

function readUnread(paths: readonly string[]): Part {
  return partWithGaps(
    paths.flatMap((path) => {
      const because = unknown({ kind: 'unread-file', path }, { at: { path, start: 0, end: 0 } });
      return gapKinds.map((of) => ({ of, because }));
    }),
  );
}
