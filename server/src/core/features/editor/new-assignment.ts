/**
 * Writes a new assignment where the workspace keeps such things. Every place that is offered was tried first: the edit is
 * applied to a copy of the texts, evaluated, and offered only if the code then declares exactly that access.
 */
import type * as protocol from '../../../protocol';
import { type Analysis, createWorkspace } from '../../analysis';
import { isKnown, type TextEdit } from '../../base';
import { hclTargets } from './new-assignment-hcl';
import { newFileTarget, yamlTargets } from './new-assignment-yaml';

export type Wanted = protocol.NewAssignment;

export type AssignmentTarget = {
  readonly path: string;
  /** What is done there: one file may have several places. */
  readonly detail: string;
  readonly edits: readonly TextEdit[];
  /** A file that is not there yet. */
  readonly creates?: true;
};

/** Trying takes an evaluation each; whoever has more places than this will find theirs among the first. */
const maxTried = 16;

/** None where the code grants it already. */
export function assignmentTargets(analysis: Analysis, wanted: Wanted): readonly AssignmentTarget[] {
  if (isDeclared(analysis, wanted)) return [];
  const places = [...yamlTargets(analysis, wanted), ...hclTargets(analysis, wanted)].slice(0, maxTried);
  return [...places, newFileTarget(analysis, wanted)].filter((it) => declares(analysis, it.edits, wanted));
}

/** Whether the code already grants it. */
function isDeclared({ declared }: Pick<Analysis, 'declared'>, wanted: Wanted): boolean {
  return declared.assignments.all.some(
    ({ principalType, principal, account, permissionSet }) =>
      isKnown(principalType) &&
      principalType.value === wanted.principalType &&
      isKnown(principal) &&
      principal.value === wanted.principal &&
      isKnown(account) &&
      account.value === wanted.account &&
      isKnown(permissionSet) &&
      permissionSet.value === wanted.permissionSet,
  );
}

function declares({ files }: Analysis, edits: readonly TextEdit[], wanted: Wanted): boolean {
  const texts = new Map([...files].map(([path, { text }]) => [path, text]));
  for (const edit of edits) {
    const text = texts.get(edit.path) ?? '';
    texts.set(edit.path, text.slice(0, edit.start) + edit.text + text.slice(edit.end));
  }
  const workspace = createWorkspace({ rules: [] });
  workspace.apply({ texts, paths: new Set(texts.keys()) });
  return isDeclared(workspace.analysis(), wanted);
}
