/**
 * The contents page of the analysis: text → tree → value → access → finding. Each stage is a pure function whose result
 * is kept for as long as its inputs are the same objects.
 */
import { contained, type Fault, rememberLast, type SourceFile } from '../base';
import {
  createDeclarationReader,
  isProjectFile,
  parseYaml,
  type RegisteredYamlFormat,
  type Sources,
} from '../declared';
import type { PolicyCheckResult, Snapshot } from '../live';
import type { Access } from '../model';
import type * as hcl from '../syntax/hcl';
import type * as yaml from '../syntax/yaml';
import type { Finding, Severity } from './finding';
import { createFindings, type Trees } from './findings';
import { type ProblemSources, problemsOf } from './problems';
import { projectBelow } from './project/project-below';
import { chosenProjectFile, type ProjectFileReading, readProjectFile } from './project/project-file';
import { type Evidence, type RuleRunner, type RulesRun, rulesNotRun } from './run-rules';
import type { Analysis } from './workspace';

/** A path whose text is `undefined` is known not to exist. */
export type Inputs = Omit<Sources, 'project'> & {
  readonly below: string;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly snapshot: Snapshot | undefined;
  readonly before: Access | undefined;
  readonly policies: PolicyCheckResult | undefined;
};

export type Pipeline = (inputs: Inputs) => Generator<void, Analysis>;

/** One pipeline belongs to one workspace: it remembers that workspace's last results. */
export function createPipeline(
  runRules: RuleRunner,
  formats: readonly RegisteredYamlFormat[],
  onBug: (fault: Fault) => void,
): Pipeline {
  const readProject = rememberLast(readContainedProject);
  const readDeclaration = createDeclarationReader(formats);
  const report = createFaultReport(onBug);

  return function* analyse(inputs) {
    const files = present(inputs.texts);
    const projectFiles = projectFilesIn(files);
    yield;
    const { reading: project, fault } = readProject(chosenProjectFile([...projectFiles.values()]), inputs.below);
    const declaration = yield* readDeclaration({ ...inputs, project: project.value });
    const { declared, documents, evaluated } = declaration;
    yield;
    const { snapshot: live, before, policies } = inputs;
    const evidence = { declared: declared.access, live, before, project: project.value, policies };
    // Without the project file nobody knows which findings are wanted.
    const ran = fault ? { found: [], faults: [fault] } : yield* runRules(evidence);
    const trees = {
      files,
      terraform: parsed(documents.terraform),
      yaml: parsed(new Map([...projectFiles, ...documents.readByTerraform, ...documents.yaml])),
    };
    const sources = { files, projectFiles, project, declaration };
    const shown = findingsOf({ sources, ran, evidence, inputs, onBug }, trees);
    return {
      ...trees,
      formats: declaration.formats,
      project: project.value,
      snapshot: inputs.snapshot,
      evaluated,
      declared: declared.access,
      unknowns: declared.unknowns,
      findings: shown.findings,
      wanted: declaration.wanted,
      faults: report([...declared.faults, ...ran.faults, ...shown.faults]),
    };
  };
}

type Shown = { readonly findings: readonly Finding[]; readonly faults: readonly Fault[] };

type FindingSources = {
  readonly sources: ProblemSources;
  readonly ran: RulesRun;
  readonly evidence: Evidence;
  readonly inputs: Pick<Inputs, 'severities'>;
  readonly onBug: (fault: Fault) => void;
};

function findingsOf({ sources, ran, evidence, inputs, onBug }: FindingSources, trees: Trees): Shown {
  const severities = [inputs.severities, sources.project.value.rules];
  const faults = [...sources.declaration.declared.faults, ...ran.faults];
  const make = () => {
    const problems = problemsOf(sources);
    const notRun = rulesNotRun(evidence, faults);
    const results = { found: ran.found, problems, severities, rulesNotRun: notRun, onBug };
    return { findings: createFindings(results, trees), faults: [] };
  };
  return contained({ kind: 'findings' }, make, (fault): Shown => ({ findings: [], faults: [fault] }));
}

type ContainedProject = { readonly reading: ProjectFileReading; readonly fault: Fault | undefined };

function readContainedProject(file: yaml.File | undefined, below: string): ContainedProject {
  const read = (it: yaml.File | undefined) => {
    const reading = readProjectFile(it);
    return { ...reading, value: projectBelow(reading.value, below) };
  };
  const unparsed = file?.problems.find((it) => it.fault)?.fault;
  return contained(
    { kind: 'project-file' },
    (): ContainedProject => ({ reading: read(file), fault: unparsed }),
    (fault) => ({ reading: read(undefined), fault }),
  );
}

/** What is remembered fails once. */
function createFaultReport(onBug: (fault: Fault) => void) {
  const told = new WeakSet<Fault>();
  return (faults: readonly Fault[]): readonly Fault[] => {
    for (const fault of faults.filter((it) => !told.has(it))) {
      told.add(fault);
      onBug(fault);
    }
    return faults;
  };
}

/** Without those that we failed to parse. */
function parsed<T extends hcl.File | yaml.File>(trees: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const isParsed = ({ problems }: T) => problems.every(({ fault }) => !fault);
  return [...trees.values()].every(isParsed) ? trees : new Map([...trees].filter(([, it]) => isParsed(it)));
}

function present(texts: Inputs['texts']): ReadonlyMap<string, SourceFile> {
  const files = new Map<string, SourceFile>();
  for (const [path, file] of texts) if (file) files.set(path, file);
  return files;
}

function projectFilesIn(files: ReadonlyMap<string, SourceFile>): ReadonlyMap<string, yaml.File> {
  const own = [...files.values()].filter(({ path }) => isProjectFile(path));
  return new Map(own.map((file) => [file.path, parseYaml(file)]));
}
