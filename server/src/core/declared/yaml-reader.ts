/** Reads the files of a YAML format, each again only when it, or a file that it reads, has changed. */
import {
  contained,
  containedSteps,
  type Fault,
  keepList,
  locationIn,
  matchesGlob,
  rememberEachInSteps,
  rememberLast,
  runToEnd,
  type SourceFile,
  sameItems,
} from '../base';
import * as yaml from '../syntax/yaml';
import { faultyPart, faultyProblem } from './faulty-part';
import type { Format, ReferencedFiles, Sources, Unit, YamlFormat, YamlReader } from './format';
import { type AccountNames, gapKinds, joinParts, type Part } from './part';
import { isProjectFile, isVendored, isYaml } from './source-files';

/** A format as the registry holds it: what one file says stays between its reader and its join. */
export type RegisteredYamlFormat = Format & { readonly createReader: () => YamlReader };

export function yamlFormat<R>(format: YamlFormat<R>): RegisteredYamlFormat {
  const { name, files, isNamed } = format;
  const matches: Format['matches'] = (path, project) => {
    if (!isYaml(path) || isVendored(path) || isProjectFile(path)) return false;
    return files.some((glob) => matchesGlob(glob, path)) || isNamed?.(path, project) === true;
  };
  const activation = { languages: [], files };
  return { name, activation, matches, mayHide: () => gapKinds, createReader: () => createReader(format, matches) };
}

/** One tree for each text, whoever asks for it; of one that we fail to parse, a tree with nothing in it. */
export const parseYaml = (file: SourceFile): yaml.File => runToEnd(parseYamlSteps(file));

const parseYamlSteps = rememberEachInSteps((file: SourceFile) =>
  containedSteps(
    { kind: 'file', path: file.path },
    () => yaml.parseSteps(file),
    (fault) => ({ path: file.path, text: '', documents: [], comments: [], problems: [faultyProblem(fault, file)] }),
  ),
);

/** Without a reading, and with a part instead, where we failed. */
type Read<R> = Unit & { readonly path: string; readonly reading: readonly R[]; readonly faulty: readonly Part[] };

function createReader<R>(format: YamlFormat<R>, matches: Format['matches']): YamlReader {
  const read = createUnitReader(format);
  const keep = keepList<R>();
  const join = rememberLast((readings: readonly R[], names: AccountNames) =>
    contained({ kind: 'format', name: format.name }, () => format.join(readings, names), faultyPart),
  );
  return function* ({ texts, project }) {
    const units: Read<R>[] = [];
    for (const file of texts.values()) {
      if (!file || !matches(file.path, project)) continue;
      units.push(...read(yield* parseYamlSteps(file), texts));
      yield;
    }
    return {
      units: new Map(units.map((unit) => [unit.path, unit])),
      part: (claimed, names) => {
        const own = units.filter(({ path }) => !claimed.has(path));
        const part = join(keep(own.flatMap(({ reading }) => reading)), names);
        const faulty = own.flatMap((unit) => unit.faulty);
        return faulty.length === 0 ? part : joinParts([part, ...faulty]);
      },
    };
  };
}

type Texts = Sources['texts'];

/** None where the document is of another format; the same one for as long as the files are. */
function createUnitReader<R>(format: YamlFormat<R>) {
  const read = createReading(format);
  const failed = new WeakMap<yaml.File, Read<R>>();
  return (document: yaml.File, texts: Texts): readonly Read<R>[] => {
    const { path } = document;
    return contained(
      { kind: 'file', path },
      () => (!format.accepts || format.accepts(document) ? [read(document, texts)] : []),
      (fault) => {
        const unit = failed.get(document) ?? faultyUnit(document, fault);
        failed.set(document, unit);
        return [unit];
      },
    );
  };
}

function faultyUnit(document: yaml.File, fault: Fault): Read<never> {
  const { path } = document;
  const faulty = [faultyPart(fault, locationIn(path, { start: 0, end: 0 }))];
  return { path, documents: [document], reads: [], reading: [], faulty };
}

function createReading<R>({ reads, read }: YamlFormat<R>) {
  const kept = new WeakMap<yaml.File, { readonly files: readonly unknown[]; readonly unit: Read<R> }>();
  return (document: yaml.File, texts: Texts): Read<R> => {
    const paths = pathsReadBy(document, reads, texts);
    const files = paths.map((path) => texts.get(path));
    const last = kept.get(document);
    if (last && sameItems(last.files, files)) return last.unit;
    const referenced = referencedFiles(files);
    const documents = [document, ...referenced.documents.values()];
    const unit = { path: document.path, documents, reads: paths, reading: [read(document, referenced)], faulty: [] };
    kept.set(document, { files, unit });
    return unit;
  };
}

/** What it reads, what that reads, and so on. */
function pathsReadBy(document: yaml.File, reads: YamlFormat<unknown>['reads'], texts: Texts): readonly string[] {
  const found = new Set<string>();
  const pending = [document];
  for (const it of pending) {
    for (const path of reads(it)) {
      const file = texts.get(path);
      if (file && isYaml(path) && !found.has(path)) pending.push(parseYaml(file));
      found.add(path);
    }
  }
  return [...found];
}

function referencedFiles(files: readonly (SourceFile | undefined)[]): ReferencedFiles {
  const present = files.filter((it) => it !== undefined);
  const documents = present.filter(({ path }) => isYaml(path)).map(parseYaml);
  const texts = present.filter(({ path }) => !isYaml(path));
  return {
    documents: new Map(documents.map((it) => [it.path, it])),
    texts: new Map(texts.map((it) => [it.path, it])),
  };
}
