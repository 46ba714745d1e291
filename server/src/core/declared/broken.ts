/**
 * What a half-typed file may hide. Its readable rest still counts; but that a name is missing proves nothing while the
 * declaration may stand in the part that cannot be read.
 */
import { keepList, type Problem, rememberLast, unknown } from '../base';
import { emptyProjectFile, type ProjectFile } from '../model';
import type { Sources } from './format';
import { formats } from './formats';
import { type GapKind, gapKinds, hiding, type Part, type PartGap } from './part';
import { isVendored } from './source-files';

type Document = { readonly path: string; readonly problems: readonly Problem[] };

/** The part is the same one for as long as the broken documents are; a document is of one text. */
export function createBrokenReader() {
  const keep = keepList<Document>();
  let last: { readonly documents: readonly Document[]; readonly part: Part } | undefined;
  return (all: readonly Document[], { texts }: Sources): Part => {
    const documents = keep(all.filter(({ path, problems }) => problems.length > 0 && !isVendored(path)));
    if (last?.documents !== documents) last = { documents, part: readBroken(documents, texts) };
    return last.part;
  };
}

function readBroken(documents: readonly Document[], texts: Sources['texts']): Part {
  return { ...hiding(documents.flatMap((it) => gapsOf(it, texts))), broken: documents.map(({ path }) => path) };
}

function gapsOf({ path, problems }: Document, texts: Sources['texts']): readonly PartGap[] {
  const [first] = problems;
  if (!first) return [];
  const because = unknown(`${path} cannot be read in full`, { at: first.at });
  return hiddenIn(path, texts.get(path)?.text ?? '').map((of) => ({ of, because }));
}

/** A file that only the project file, or another file, names is of no format by its path, and may hold anything. */
function hiddenIn(path: string, text: string): readonly GapKind[] {
  const format = formats.find((it) => it.matches(path, emptyProjectFile));
  return format?.mayHide({ path, text }) ?? gapKinds;
}

/** Files of a format that are there and have no text: too large, not UTF-8, not allowed. */
export function createUnreadReader() {
  const keep = keepList<string>();
  const own = rememberLast(ownPaths);
  const read = rememberLast(readUnread);
  return ({ paths, texts, project }: Sources): Part =>
    read(keep(own(paths, project).filter((path) => !texts.has(path))));
}

function ownPaths(paths: ReadonlySet<string>, project: ProjectFile): readonly string[] {
  return [...paths].filter((path) => !isVendored(path) && formats.some((format) => format.matches(path, project)));
}

function readUnread(paths: readonly string[]): Part {
  return hiding(
    paths.flatMap((path) => {
      const because = unknown(`${path} could not be read`, { at: { path, start: 0, end: 0 } });
      return gapKinds.map((of) => ({ of, because }));
    }),
  );
}
