/** What is broken in the user's texts, sorted by the name it is shown under. */
import type { Problem } from '../base';
import type { Declared } from '../declared';
import type { Evaluated } from '../eval';
import type * as hcl from '../syntax/hcl';
import type * as yaml from '../syntax/yaml';
import type { ProjectFileReading } from './project-file';
import type { Problems } from './settle';
import { isVendored } from './source-files';

export type ProblemSources = {
  readonly terraform: ReadonlyMap<string, hcl.File>;
  readonly projectFile: ReadonlyMap<string, yaml.File>;
  readonly definitions: ReadonlyMap<string, yaml.File>;
  readonly project: ProjectFileReading;
  readonly evaluated: Evaluated;
  readonly access: Declared;
};

/** YAML that Terraform reads is left to Terraform: it may be broken in ways that Terraform accepts. */
export function problemsOf(sources: ProblemSources): readonly Problems[] {
  const { terraform, projectFile, definitions, project, evaluated, access } = sources;
  const texts = [...terraform.values(), ...projectFile.values(), ...definitions.values()];
  const syntax = [...texts.flatMap((file) => file.problems), ...evaluated.problems];
  return [
    { rule: 'syntax', severity: 'error', problems: syntax.filter(isOurs) },
    { rule: 'invalid-access-definition', severity: 'error', problems: [...project.problems, ...access.problems] },
    { rule: 'unknown-rule', severity: 'warning', problems: project.unknownRules },
  ];
}

function isOurs({ at }: Problem): boolean {
  return !isVendored(at.path);
}
