/**
 * The contents page of the analysis: text → tree → value → access → finding. Each stage is a pure function whose result
 * is kept for as long as its inputs are the same objects.
 */
import { keepList, rememberEach, rememberLast, type SourceFile } from '../base';
import * as declared from '../declared';
import type { EvaluationOptions } from '../eval';
import type { LookedPolicies, Snapshot } from '../live';
import type { Access } from '../model';
import * as hcl from '../syntax/hcl';
import * as yaml from '../syntax/yaml';
import { createEvaluation } from './evaluation';
import type { Severity } from './finding';
import { type Judge, unjudged } from './judge';
import { createLandingZones } from './landing-zones';
import { judgeLookedPolicies } from './looked-policies';
import { planned } from './planned';
import { problemsOf } from './problems';
import { projectBelow } from './project/project-below';
import { chosenProjectFile, readProjectFile } from './project/project-file';
import { settle } from './settle';
import { isDefinition, isLandingZone, isProjectFile, isTerraform, isVendored, isYaml } from './source-files';
import type { Analysis } from './workspace';

/** A path whose text is `undefined` is known not to exist. */
export type Inputs = {
  readonly texts: ReadonlyMap<string, SourceFile | undefined>;
  readonly binaries: ReadonlyMap<string, Uint8Array>;
  readonly paths: ReadonlySet<string>;
  readonly unlisted: ReadonlySet<string>;
  readonly options: EvaluationOptions;
  readonly below: string;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly snapshot: Snapshot | undefined;
  readonly before: Access | undefined;
  readonly policies: LookedPolicies | undefined;
  readonly plans: readonly declared.RootPlan[];
};

export type Pipeline = (inputs: Inputs) => Generator<void, Analysis>;

/** One pipeline belongs to one workspace: it remembers that workspace's last results. */
export function createPipeline(judge: Judge): Pipeline {
  const parseTerraform = rememberEach((file: SourceFile) => hcl.parse(file));
  const parseYaml = rememberEach((file: SourceFile) => yaml.parse(file));
  const readProject = rememberLast((file: yaml.File | undefined, below: string) => {
    const reading = readProjectFile(file);
    return { ...reading, value: projectBelow(reading.value, below) };
  });
  const evaluate = createEvaluation();
  const keepDefinitions = keepList<yaml.File>();
  const findLandingZones = createLandingZones();
  const listBroken = createBrokenList();
  const listUnread = createUnreadList();
  const declare = createDeclaration();
  const lookedUp = rememberLast(judgeLookedPolicies);

  return function* analyse(inputs) {
    const files = present(inputs.texts);
    const terraform = yield* parseAll(files, isTerraform, parseTerraform);
    const projectFile = yield* parseAll(files, isProjectFile, parseYaml);
    const project = readProject(chosenProjectFile([...projectFile.values()]), inputs.below);
    const { files: globs } = project.value;
    const { texts, binaries, paths, options } = inputs;
    const sources = { terraform, texts, binaries, paths, options };
    const evaluated = planned(yield* evaluate(sources), inputs.plans, sources);
    yield;
    const speaksForItself = (path: string) => isDefinition(path, globs) && !evaluated.read.has(path);
    const definitions = yield* parseAll(files, speaksForItself, parseYaml);
    const readByTerraform = yield* parseAll(files, (path) => isYaml(path) && evaluated.read.has(path), parseYaml);
    const mayBeOfZone = (path: string) => declared.isLandingZoneFile(path) && !isVendored(path);
    const ofZones = (path: string) => mayBeOfZone(path) && !evaluated.read.has(path);
    const zones = findLandingZones(yield* parseAll(files, ofZones, parseYaml), texts);
    const speaking = new Map([...definitions, ...zones.trees]);
    const broken = listBroken(files, [...terraform.values(), ...speaking.values()]);
    const unread = listUnread(inputs, globs);
    const own = keepDefinitions([...definitions.values()]);
    const access = declare(evaluated, own, project.value, broken, unread, zones.files, zones.texts);
    yield;
    const evidence = { declared: access.access, live: inputs.snapshot, before: inputs.before, project: project.value };
    const judged = yield* judge(evidence);
    const found = [...judged, ...lookedUp(inputs.policies, access.access, project.value, judged)];
    const trees = { files, terraform, yaml: new Map([...projectFile, ...readByTerraform, ...speaking]) };
    const problems = problemsOf({
      files,
      terraform,
      projectFile,
      definitions: speaking,
      readByTerraform,
      project,
      evaluated,
      access,
    });
    const severities = [inputs.severities, project.value.rules];
    return {
      ...trees,
      definitions: new Set(definitions.keys()),
      project: project.value,
      snapshot: inputs.snapshot,
      evaluated,
      declared: access.access,
      unknowns: access.unknowns,
      findings: settle({ found, problems, severities, unjudged: unjudged(evidence) }, trees),
      wanted: [...new Set([...evaluated.wanted, ...unloaded(inputs, globs), ...zones.unloaded])],
    };
  };
}

function present(texts: Inputs['texts']): ReadonlyMap<string, SourceFile> {
  const files = new Map<string, SourceFile>();
  for (const [path, file] of texts) if (file) files.set(path, file);
  return files;
}

type Files = ReadonlyMap<string, SourceFile>;

function* parseAll<T>(files: Files, wanted: (path: string) => boolean, parse: (file: SourceFile) => T) {
  const parsed = new Map<string, T>();
  for (const file of files.values()) {
    if (!wanted(file.path)) continue;
    parsed.set(file.path, parse(file));
    yield;
  }
  return parsed;
}

/** Each is the same object for as long as its tree is, so that what is broken does not look new at every keystroke elsewhere. */
function createBrokenList() {
  const keep = keepList<declared.BrokenFile>();
  const texts = new WeakMap<object, declared.BrokenFile>();
  return (files: Files, trees: readonly (hcl.File | yaml.File)[]): readonly declared.BrokenFile[] => {
    const broken = trees.filter(({ path, problems }) => problems.length > 0 && !isVendored(path));
    return keep(
      broken.map((tree) => {
        const kept = texts.get(tree) ?? {
          path: tree.path,
          text: files.get(tree.path)?.text ?? '',
          problems: tree.problems,
        };
        texts.set(tree, kept);
        return kept;
      }),
    );
  };
}

/** Files that can declare access, are there, and have no text, and folders nobody could list: what they hold is not known. */
function createUnreadList() {
  const keep = keepList<string>();
  const sources = rememberLast((paths: Inputs['paths'], globs: readonly string[]) =>
    [...paths].filter(
      (path) => (isTerraform(path) && !isVendored(path)) || isDefinition(path, globs) || isLandingZone(path),
    ),
  );
  return ({ paths, texts, unlisted }: Inputs, globs: readonly string[]) =>
    keep([...sources(paths, globs).filter((path) => !texts.has(path)), ...unlisted]);
}

/** Definitions that only the project file names are asked for once it has been read. */
function unloaded({ paths, texts }: Inputs, globs: readonly string[]): readonly string[] {
  return globs.length === 0 ? [] : [...paths].filter((path) => isDefinition(path, globs) && !texts.has(path));
}

/** Each reader is remembered on its own: what changes in YAML does not make Terraform be read again. */
function createDeclaration() {
  const readTerraform = rememberLast(declared.createTerraformReader());
  const readDefinitions = rememberLast(declared.readDefinitions);
  const readLandingZones = rememberLast(declared.readLandingZones);
  return rememberLast((...[evaluated, definitions, project, broken, unread, zones, texts]: DeclarationInputs) => {
    const fromTerraform = readTerraform(evaluated, project);
    const names = declared.accountNames(fromTerraform, project);
    const hidden = [declared.readBroken(broken), declared.readUnread(unread)];
    const others = [readDefinitions(definitions, names), readLandingZones(zones, texts), ...hidden];
    return declared.join([fromTerraform, ...others], project);
  });
}

type DeclarationInputs = readonly [
  evaluated: Analysis['evaluated'],
  definitions: readonly yaml.File[],
  project: Analysis['project'],
  broken: readonly declared.BrokenFile[],
  unread: readonly string[],
  zones: readonly yaml.File[],
  texts: readonly SourceFile[],
];
