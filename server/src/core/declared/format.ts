/**
 * What a format is: how its files are known, and how they are read. Each has a folder of its own here, and one row in
 * `formats.ts`: what is loaded, what the extension starts on and what may be missing all come from there.
 */
import type { SourceFile } from '../base';
import type { EvaluationOptions } from '../eval';
import type * as model from '../model';
import type * as yaml from '../syntax/yaml';
import type { AccountNames, GapKind, Part } from './part';
import type { RootPlan } from './terraform-plan';

export type Format = {
  readonly name: string;
  /** Languages of VS Code, by id, and globs of files in the workspace that the extension starts on. */
  readonly activation: { readonly languages: readonly string[]; readonly files: readonly string[] };
  /** Whether a file is of this format, told by its path and by what the project file says of paths. */
  readonly matches: (path: string, project: model.ProjectFile) => boolean;
  /** What the part of a file that can't be read may declare. */
  readonly mayHide: (file: SourceFile) => readonly GapKind[];
};

/** `R` is what one file says by itself. */
export type YamlFormat<R> = {
  readonly name: string;
  /** Globs of its files, from any folder. */
  readonly files: readonly string[];
  /** Whether a file by another name is of this format because the project file says so. */
  readonly isNamed?: ((path: string, project: model.ProjectFile) => boolean) | undefined;
  /** Whether its content makes it one; every file that matches is one where this is not given. */
  readonly accepts?: ((document: yaml.File) => boolean) | undefined;
  /** Paths of the other files that it reads. They are loaded, and those that are YAML are asked in turn. */
  readonly reads: (document: yaml.File) => readonly string[];
  /** Needs nothing but the file and those that it reads: no other format, no evaluation. */
  readonly read: (document: yaml.File, referenced: ReferencedFiles) => R;
  /** What all of them say together. `names` are of accounts that other formats and the project file declare. */
  readonly join: (readings: readonly R[], names: AccountNames) => Part;
};

/** The files that a document reads, as far as they are there: parsed where they are YAML, else as text. */
export type ReferencedFiles = {
  readonly documents: ReadonlyMap<string, yaml.File>;
  readonly texts: ReadonlyMap<string, SourceFile>;
};

/** All that is known of the workspace when it is read. */
export type Sources = {
  /** A path whose text is `undefined` is known not to exist. */
  readonly texts: ReadonlyMap<string, SourceFile | undefined>;
  /** Bytes of files whose text does not give them back. */
  readonly binaries: ReadonlyMap<string, Uint8Array>;
  /** Every path below the workspace folder, loaded or not. */
  readonly paths: ReadonlySet<string>;
  /** Folders that are there and whose files could not be listed. */
  readonly unlisted: ReadonlySet<string>;
  /** Paths that lead out of the repository; nobody looks what is there. */
  readonly outside?: ReadonlySet<string> | undefined;
  readonly options: EvaluationOptions;
  readonly plans: readonly RootPlan[];
  readonly project: model.ProjectFile;
};

/** What the files of one YAML format say. */
export type YamlReading = {
  /** By the path of the file that makes it one. */
  readonly units: ReadonlyMap<string, Unit>;
  /** Without the files at `claimed`, which another format reads. */
  readonly part: (claimed: ReadonlySet<string>, names: AccountNames) => Part;
};

/** One file of a format, with those it reads. */
export type Unit = {
  /** Itself, then what it reads, as far as that is YAML. */
  readonly documents: readonly yaml.File[];
  /** Paths of all that it reads. */
  readonly reads: readonly string[];
};

/** Belongs to one workspace, whose last results it remembers. */
export type YamlReader = (sources: Sources) => Generator<void, YamlReading>;
