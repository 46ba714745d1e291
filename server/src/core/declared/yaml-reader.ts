/** Reads the files of a YAML format, each again only when it, or a file that it reads, has changed. */
import {
  keepList,
  matchesGlob,
  rememberEachInSteps,
  rememberLast,
  runToEnd,
  type SourceFile,
  sameItems,
} from '../base';
import * as yaml from '../syntax/yaml';
import type { Format, ReferencedFiles, Sources, Unit, YamlFormat, YamlReader } from './format';
import { type AccountNames, gapKinds } from './part';
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

/** One tree for each text, whoever asks for it. */
export const parseYaml = (file: SourceFile): yaml.File => runToEnd(parseYamlSteps(file));

const parseYamlSteps = rememberEachInSteps(yaml.parseSteps);

type Read<R> = Unit & { readonly path: string; readonly reading: R };

function createReader<R>(format: YamlFormat<R>, matches: Format['matches']): YamlReader {
  const read = createUnitReader(format);
  const keep = keepList<R>();
  const join = rememberLast((readings: readonly R[], names: AccountNames) => format.join(readings, names));
  return function* ({ texts, project }) {
    const units: Read<R>[] = [];
    for (const file of texts.values()) {
      if (!file || !matches(file.path, project)) continue;
      const document = yield* parseYamlSteps(file);
      if (!format.accepts || format.accepts(document)) units.push(read(document, texts));
      yield;
    }
    return {
      units: new Map(units.map((unit) => [unit.path, unit])),
      part: (claimed, names) => {
        const own = units.filter(({ path }) => !claimed.has(path));
        return join(keep(own.map(({ reading }) => reading)), names);
      },
    };
  };
}

type Texts = Sources['texts'];

function createUnitReader<R>({ reads, read }: YamlFormat<R>) {
  const kept = new WeakMap<yaml.File, { readonly files: readonly unknown[]; readonly unit: Read<R> }>();
  return (document: yaml.File, texts: Texts): Read<R> => {
    const paths = pathsReadBy(document, reads, texts);
    const files = paths.map((path) => texts.get(path));
    const last = kept.get(document);
    if (last && sameItems(last.files, files)) return last.unit;
    const referenced = referencedFiles(files);
    const documents = [document, ...referenced.documents.values()];
    const unit = { path: document.path, documents, reads: paths, reading: read(document, referenced) };
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
