/** Which findings are reported: those below the given paths, of the rules chosen, and only new ones where asked. */
import type { Finding } from '../core/analysis';
import { ruleNames } from '../core/rules';
import type { Invocation, Option } from './command';
import type { Loaded } from './input/load';
import { unknownRule } from './suggestion';

export const selectionOptions: readonly Option[] = [
  { name: 'only', argument: 'RULE', many: true, doc: 'report only this rule; may be repeated, or a list with commas' },
  { name: 'ignore', argument: 'RULE', many: true, doc: 'leave out this rule; may be repeated, or a list with commas' },
  { name: 'changed-since', argument: 'REVISION', doc: 'report only findings that are new since this Git revision' },
];

/** Why the rules that were named can't be what is meant, as a sentence. */
export function selectionProblem(invocation: Invocation): string | undefined {
  const only = listed('only', invocation);
  const unknown = [...only, ...listed('ignore', invocation)].find((it) => !ruleNames.has(it));
  if (unknown !== undefined) return unknownRule(unknown);
  const isEmpty = only.length === 0 && invocation.options.all('only').length > 0;
  return isEmpty ? '--only names no rule; idc rules lists them' : undefined;
}

export function selected({ analysis, isWanted, before }: Loaded, invocation: Invocation): readonly Finding[] {
  const only = listed('only', invocation);
  const ignored = listed('ignore', invocation);
  const found = before ? without(analysis.findings, before.findings) : analysis.findings;
  return found
    .filter((it) => isWanted(it.at.path))
    .filter((it) => (only.length === 0 || only.includes(it.rule)) && !ignored.includes(it.rule));
}

function listed(name: string, { options }: Invocation): readonly string[] {
  return options.all(name).flatMap((it) =>
    it
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );
}

/**
 * A finding is old when the same rule said the same words before, as often; lines may have moved. It is its own file's
 * before it is that of another, which may have been renamed.
 */
function without(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const inFile = (it: Finding) => `${it.at.path}\n${identity(it)}`;
  return unmatched(unmatched(findings, before, inFile), unmatched(before, findings, inFile), identity);
}

/** Those of the findings that none of the others, each counted once, is like. */
function unmatched(
  findings: readonly Finding[],
  others: readonly Finding[],
  keyOf: (it: Finding) => string,
): readonly Finding[] {
  const left = new Map<string, number>();
  for (const it of others) left.set(keyOf(it), (left.get(keyOf(it)) ?? 0) + 1);
  return findings.filter((it) => {
    const many = left.get(keyOf(it)) ?? 0;
    left.set(keyOf(it), many - 1);
    return many <= 0;
  });
}

/** Files that a message names may have been renamed; they make no finding a new one. */
function identity({ rule, message }: Finding): string {
  return `${rule}\n${message.replaceAll(/[^\s()]+\.(?:tf|tofu|tfvars|json|ya?ml)\b/g, '')}`;
}
