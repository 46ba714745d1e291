/** What is broken in the user's texts, sorted by the name it is shown under. */
import { type LineIndex, lineIndex, type Problem, type SourceFile, sameReason } from '../base';
import { type Declaration, type Declared, isVendored } from '../declared';
import type { ProblemReason, UnknownReason } from '../reasons';
import type * as hcl from '../syntax/hcl';
import type * as yaml from '../syntax/yaml';
import type { Problems } from './findings';
import { type ProjectFileReading, unreadProjectFiles } from './project/project-file';

export type ProblemSources = {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly projectFiles: ReadonlyMap<string, yaml.File>;
  readonly project: ProjectFileReading;
  readonly declaration: Declaration;
};

export function problemsOf({ files, projectFiles, project, declaration }: ProblemSources): readonly Problems[] {
  const { declared: access, evaluated, documents } = declaration;
  const causing = [...documents.readByTerraform.values()].filter((file) => causesUnknowns(file, access));
  const own = [...documents.terraform.values(), ...projectFiles.values(), ...documents.yaml.values()];
  const texts = [...own, ...causing];
  const readable = texts.filter((file) => !isTemplate(file.problems, files.get(file.path)?.text ?? ''));
  const syntax = [...readable.flatMap((file) => file.problems), ...evaluated.problems];
  const isShown = createFollowUpFilter(texts);
  const shape = access.problems.filter((it) => !evaluated.problems.includes(it) && isShown(it));
  return [
    { rule: 'syntax', severity: 'error', problems: syntax.filter(isOwnFile) },
    {
      rule: 'invalid-access-definition',
      severity: 'error',
      problems: [...unreadProjectFiles([...projectFiles.values()]), ...project.problems, ...shape],
    },
    { rule: 'unknown-rule', severity: 'warning', problems: project.unknownRules },
  ];
}

/**
 * A YAML file that Terraform reads may be a template, and none of our business. It is broken where `yamldecode` stopped at
 * the very problem we see, and something in the access came out unknown for it.
 */
function causesUnknowns({ problems }: yaml.File, { access, unknowns }: Declared): boolean {
  const [first] = problems;
  if (!first) return false;
  const lists = [
    access.permissionSets,
    access.groups,
    access.users,
    access.accounts,
    access.policies,
    access.assignments,
  ];
  const reasons = [...unknowns, ...lists.flatMap((list) => list.because)];
  return reasons.some(({ because }) => stoppedAt(because, first.reason));
}

/** Whether `yamldecode` stopped at this problem, which may be why something else is not known. */
function stoppedAt(because: UnknownReason, problem: ProblemReason): boolean {
  if (because.kind === 'invalid-yaml') return sameReason(because.problem, problem);
  if (!('because' in because) || because.because === undefined) return false;
  return [because.because].flat().some((it) => stoppedAt(it, problem));
}

/** A file that another tool makes Terraform of first (`<% %>`, `{{ }}`) is broken only as it stands there. */
function isTemplate(problems: readonly Problem[], text: string): boolean {
  if (problems.length === 0 || problems[0]?.reason.kind === 'text-too-long') return false;
  if (!/<%|\{\{|\{%/.test(text)) return false;
  const index = lineIndex(text);
  const lines = new Set(problems.map(({ at }) => index.placeOf(at.start).line));
  return [...lines].some((line) => {
    const written = text.slice(index.offsetOf({ line, column: 0 }), index.offsetOf({ line: line + 1, column: 0 }));
    return /<%|\{\{|\{%/.test(written);
  });
}

function isOwnFile({ at }: Problem): boolean {
  return !isVendored(at.path);
}

/** Where a line cannot be read, what seems to be wrong with its shape is only a consequence. */
function createFollowUpFilter(files: readonly (hcl.File | yaml.File)[]): (problem: Problem) => boolean {
  const broken = new Map<string, ReadonlySet<number>>();
  const indexes = new Map<string, LineIndex>();
  for (const file of files) {
    if (file.problems.length === 0 || !('text' in file)) continue;
    const index = lineIndex(file.text);
    indexes.set(file.path, index);
    broken.set(file.path, new Set(file.problems.map((it) => index.placeOf(it.at.start).line)));
  }
  return ({ at }) => !broken.get(at.path)?.has(indexes.get(at.path)?.placeOf(at.start).line ?? -1);
}
