/**
 * All formats read, and joined into what the code declares. YAML comes first and waits for nothing; what it leaves to
 * others, names of accounts and files that Terraform reads, is settled when all is there.
 */
import { keepList, rememberLast } from '../base';
import type { Evaluated } from '../eval';
import { emptyProjectFile } from '../model';
import type * as hcl from '../syntax/hcl';
import type * as yaml from '../syntax/yaml';
import { createBrokenReader, createUnreadReader } from './broken';
import { createAccountNames, type Declared, join } from './declared';
import type { Format, Sources, Unit, YamlReading } from './format';
import { withTerraform } from './formats';
import type { Part } from './part';
import { isYaml } from './source-files';
import { createTerraformReader, terraform } from './terraform';
import { parseYaml, type RegisteredYamlFormat } from './yaml-reader';

export type Declaration = {
  readonly declared: Declared;
  readonly evaluated: Evaluated;
  readonly documents: {
    readonly terraform: ReadonlyMap<string, hcl.File>;
    /** Those of YAML formats, and the YAML that they read. */
    readonly yaml: ReadonlyMap<string, yaml.File>;
    /** YAML that Terraform reads, and that declares nothing by itself. */
    readonly readByTerraform: ReadonlyMap<string, yaml.File>;
  };
  /** The name of the YAML format, for each file that is a standalone definition. */
  readonly formats: ReadonlyMap<string, string>;
  /** Paths to load: those that were asked for and are not there. */
  readonly wanted: readonly string[];
};

/** Belongs to one workspace. Each format is remembered on its own: what changes in one leaves the others alone. */
export function createDeclarationReader(yaml: readonly RegisteredYamlFormat[]) {
  const formats = withTerraform(yaml);
  const yamlReaders = yaml.map((format) => ({ format, read: format.createReader() }));
  const readTerraform = createTerraformReader((path) => terraform.matches(path, emptyProjectFile));
  const namesOf = createAccountNames();
  const [readBroken, readUnread] = [createBrokenReader(formats), createUnreadReader(formats)];
  const listUnloaded = createUnloadedList(formats);
  const joinParts = createJoin();
  return function* (sources: Sources): Generator<void, Declaration> {
    const readings = new Map<string, YamlReading>();
    for (const { format, read } of yamlReaders) readings.set(format.name, yield* read(sources));
    const { documents, evaluated, part } = yield* readTerraform(sources);
    const names = namesOf(part, sources.project);
    const parts = [...readings.values()].map((reading) => reading.part(evaluated.read, names));
    const own = ownUnits(readings, evaluated.read);
    const yamlDocuments = documentsOf([...own.values()]);
    const broken = readBroken([...documents.values(), ...yamlDocuments.values()], sources);
    const declared = joinParts([part, ...parts, broken, readUnread(sources)], sources.project);
    const others = [...evaluated.read].filter((path) => !yamlDocuments.has(path));
    const unread = [...own.values()].flatMap(({ unit }) => unit.reads.filter((path) => !sources.texts.has(path)));
    return {
      declared,
      evaluated,
      documents: { terraform: documents, yaml: yamlDocuments, readByTerraform: documentsAt(others, sources) },
      formats: new Map([...own].map(([path, { format }]) => [path, format])),
      wanted: [...new Set([...evaluated.wanted, ...listUnloaded(sources), ...unread])],
    };
  };
}

type OwnUnit = { readonly format: string; readonly unit: Unit };

/** Standalone definitions. */
function ownUnits(
  readings: ReadonlyMap<string, YamlReading>,
  claimed: ReadonlySet<string>,
): ReadonlyMap<string, OwnUnit> {
  const all = [...readings].flatMap(([format, { units }]) =>
    [...units].map(([path, unit]) => [path, { format, unit }] as const),
  );
  return new Map(all.filter(([path]) => !claimed.has(path)));
}

function documentsOf(units: readonly OwnUnit[]): ReadonlyMap<string, yaml.File> {
  return new Map(units.flatMap(({ unit }) => unit.documents.map((it) => [it.path, it] as const)));
}

function documentsAt(paths: readonly string[], { texts }: Sources): ReadonlyMap<string, yaml.File> {
  const files = paths.filter(isYaml).flatMap((path) => texts.get(path) ?? []);
  return new Map(files.map((file) => [file.path, parseYaml(file)]));
}

/** Files that only the project file names are asked for once it has been read. */
function createUnloadedList(formats: readonly Format[]) {
  const named = rememberLast((paths: Sources['paths'], project: Sources['project']) =>
    [...paths].filter((path) => formats.some((it) => it.matches(path, project) && !it.matches(path, emptyProjectFile))),
  );
  return ({ paths, project, texts }: Sources) => named(paths, project).filter((path) => !texts.has(path));
}

function createJoin() {
  const keep = keepList<Part>();
  const joined = rememberLast(join);
  return (parts: readonly Part[], project: Sources['project']) => joined(keep(parts), project);
}
