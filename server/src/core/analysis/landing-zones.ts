/** The landing zones among the texts. */
import { keepList, rememberLast, type SourceFile } from '../base';
import * as declared from '../declared';
import type * as yaml from '../syntax/yaml';

export type LandingZones = {
  /** The configuration files by path. */
  readonly trees: ReadonlyMap<string, yaml.File>;
  readonly files: readonly yaml.File[];
  /** Files that the configuration names. */
  readonly texts: readonly SourceFile[];
  /** Paths of files that they read, and that were not looked for yet. */
  readonly unloaded: readonly string[];
};

type Texts = ReadonlyMap<string, SourceFile | undefined>;

/** Only what belongs to a landing zone counts, and each list is the same one for as long as its files are. */
export function createLandingZones() {
  const keepFiles = keepList<yaml.File>();
  const keepTexts = keepList<SourceFile>();
  const pathsReadBy = rememberLast(declared.readByLandingZones);
  return (parsed: ReadonlyMap<string, yaml.File>, sources: Texts): LandingZones => {
    const files = keepFiles(declared.landingZoneFiles([...parsed.values()]));
    const reads = pathsReadBy(files);
    const trees = new Map(files.map((file) => [file.path, file]));
    const texts = keepTexts(reads.flatMap((path) => (trees.has(path) ? [] : (sources.get(path) ?? []))));
    return { trees, files, texts, unloaded: reads.filter((path) => !sources.has(path)) };
  };
}
