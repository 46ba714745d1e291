/**
 * The contents page of the analysis: text → tree → value → access → finding. Each stage is a pure function whose result
 * is kept for as long as its inputs are the same objects.
 */
import { rememberLast, type SourceFile } from '../base';
import {
  createDeclarationReader,
  isProjectFile,
  parseYaml,
  type RegisteredYamlFormat,
  type Sources,
} from '../declared';
import type { PolicyCheckResult, Snapshot } from '../live';
import type { Access } from '../model';
import type * as yaml from '../syntax/yaml';
import type { Severity } from './finding';
import { createFindings } from './findings';
import { problemsOf } from './problems';
import { projectBelow } from './project/project-below';
import { chosenProjectFile, readProjectFile } from './project/project-file';
import { type RuleRunner, rulesNotRun } from './run-rules';
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
export function createPipeline(runRules: RuleRunner, formats: readonly RegisteredYamlFormat[]): Pipeline {
  const readProject = rememberLast((file: yaml.File | undefined, below: string) => {
    const reading = readProjectFile(file);
    return { ...reading, value: projectBelow(reading.value, below) };
  });
  const readDeclaration = createDeclarationReader(formats);

  return function* analyse(inputs) {
    const files = present(inputs.texts);
    const projectFiles = projectFilesIn(files);
    yield;
    const project = readProject(chosenProjectFile([...projectFiles.values()]), inputs.below);
    const declaration = yield* readDeclaration({ ...inputs, project: project.value });
    const { declared, documents, evaluated } = declaration;
    yield;
    const { snapshot: live, before, policies } = inputs;
    const evidence = { declared: declared.access, live, before, project: project.value, policies };
    const found = yield* runRules(evidence);
    const trees = {
      files,
      terraform: documents.terraform,
      yaml: new Map([...projectFiles, ...documents.readByTerraform, ...documents.yaml]),
    };
    const problems = problemsOf({ files, projectFiles, project, declaration });
    const severities = [inputs.severities, project.value.rules];
    return {
      ...trees,
      formats: declaration.formats,
      project: project.value,
      snapshot: inputs.snapshot,
      evaluated,
      declared: declared.access,
      unknowns: declared.unknowns,
      findings: createFindings({ found, problems, severities, rulesNotRun: rulesNotRun(evidence) }, trees),
      wanted: declaration.wanted,
    };
  };
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
