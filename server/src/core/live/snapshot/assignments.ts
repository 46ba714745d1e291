/** The live assignments, each triple once, and whether these are all. */
import type { Unknown } from '../../base';
import type * as model from '../../model';
import type { Answer, AssignmentRow } from '../questions/answer';
import { assignmentAddress } from '../questions/assignment-row';
import { operationOf } from '../questions/operation';
import type { Step } from '../questions/questions';
import { completionOf, type StageName } from '../questions/stages';
import { apiOrigin, knownFrom, unknownFrom } from './api-origin';
import type { Names } from './names';
import { byTriple, inOrder } from './order';
import { reasons } from './reasons';

export function assignments(answers: readonly Answer[], names: Names, done: readonly StageName[]): model.Assignments {
  const rows = new Map<string, { readonly row: AssignmentRow; readonly operation: string }>();
  for (const { step, found } of answers) {
    for (const row of found) {
      if (row.kind !== 'assignment') continue;
      const key = `${row.account} ${row.set} ${row.principal}`;
      if (!rows.has(key)) rows.set(key, { row, operation: operationOf(step) });
    }
  }
  const because = [...reasons(answers, assignmentSteps(answers)), ...unasked(answers, done)];
  const all = [...rows.values()].map(({ row, operation }) => assignment(row, operation, names));
  return {
    all: inOrder(all, byTriple),
    complete: because.length === 0,
    because,
    completeFor: wholeTypes(answers, done),
  };
}

/** Whether nothing is missing about principals of a type that still exist; deleted ones have no name to be missed by. */
export function listsEvery(type: model.PrincipalType, { complete, completeFor = [] }: model.Assignments): boolean {
  return complete || completeFor.includes(type);
}

function wholeTypes(answers: readonly Answer[], done: readonly StageName[]): readonly model.PrincipalType[] {
  const types: model.PrincipalType[] = [];
  if (done.includes('groups') && wasAsked('GROUP', answers)) types.push('GROUP');
  if (done.includes('users') && completionOf(answers) !== 'pairs' && wasAsked('USER', answers)) types.push('USER');
  return types;
}

/** Every principal of the type was listed, and each was answered in full. */
function wasAsked(type: model.PrincipalType, answers: readonly Answer[]): boolean {
  const list = type === 'GROUP' ? 'groups' : 'users';
  const concerns = ({ step }: Answer) =>
    step.kind === 'permission-sets' ||
    step.kind === 'permission-set' ||
    step.kind === list ||
    (step.kind === 'principal-assignments' && step.type === type);
  return answers.filter(concerns).every(({ gap }) => gap === undefined);
}

function assignment(row: AssignmentRow, operation: string, names: Names): model.Assignment {
  const permissionSet = names.set(row.set, operation);
  return {
    principalType: knownFrom(operation, row.type),
    principal: names.principal(row.type, row.principal, operation),
    account: knownFrom(operation, row.account),
    permissionSet,
    address: assignmentAddress(row),
    origin: apiOrigin(operation),
    principalId: row.principal,
    ...(names.isGone(row.type, row.principal) && { principalIsGone: true }),
    permissionSetArn: row.set,
  };
}

/** A refusal by principal is made up for by asking every pair; what remains open then is said in `unasked`. */
function assignmentSteps(answers: readonly Answer[]): readonly Step['kind'][] {
  const kinds: readonly Step['kind'][] = ['permission-sets', 'pair-assignments'];
  return completionOf(answers) === 'pairs'
    ? [...kinds, 'provisioned', 'provisioned-in']
    : [...kinds, 'groups', 'principal-assignments'];
}

function unasked(answers: readonly Answer[], done: readonly StageName[]): readonly Unknown[] {
  if (!done.includes('pairs')) return [unknownFrom('sso-admin/ListAccountAssignments', { kind: 'refresh-unfinished' })];
  if (completionOf(answers) !== 'pairs') return [];
  return [unknownFrom('sso-admin/ListAccountAssignments', { kind: 'only-provisioned-pairs' })];
}
