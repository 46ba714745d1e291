/**
 * One user's assignments, asked for by themselves. Where users are too many to ask each of them, a refresh goes by the
 * pairs that are provisioned and can't be sure of any user; this reads the one user that matters.
 */

import { isKnown } from '../../base';
import type * as model from '../../model';
import { apiOrigin, knownFrom, unknownFrom } from '../snapshot/api-origin';
import { listsEvery } from '../snapshot/assignments';
import { byTriple, inOrder } from '../snapshot/order';
import type { Snapshot } from '../snapshot/snapshot';
import type { Answer } from './answer';
import { assignmentAddress } from './assignment-row';
import { foundOf } from './found';
import { operationOf } from './operation';
import type { Step } from './questions';

/** What to ask to be sure of this principal; nothing where it is certain already, or is no user that is known. */
export function questionAboutUser({ access }: Snapshot, name: string): Step | undefined {
  const user = access.users.byName.get(name);
  if (user?.id === undefined || listsAllOf(user.id, access.assignments)) return undefined;
  return { kind: 'principal-assignments', type: 'USER', id: user.id };
}

/** Whether nothing is missing about a user. */
export function listsAllOf(user: string | undefined, assignments: model.Assignments): boolean {
  return listsEvery('USER', assignments) || (user !== undefined && assignments.askedFor?.includes(user) === true);
}

/** The user's own rows take the place of those there were; rows of groups, which AWS may add, are known already. */
export function withAnswer(snapshot: Snapshot, answer: Answer): Snapshot {
  const { step, gap } = answer;
  if (step.kind !== 'principal-assignments' || gap) return snapshot;
  const { assignments } = snapshot.access;
  const others = assignments.all.filter(({ principalId }) => principalId !== step.id);
  const own = foundOf([answer], 'assignment').filter(({ principal }) => principal === step.id);
  const all = inOrder([...others, ...own.map((row) => assignment(row, snapshot, operationOf(step)))], byTriple);
  const askedFor = [...(assignments.askedFor ?? []), step.id];
  return { ...snapshot, access: { ...snapshot.access, assignments: { ...assignments, all, askedFor } } };
}

type Row = {
  readonly account: string;
  readonly set: string;
  readonly type: model.PrincipalType;
  readonly principal: string;
};

function assignment(row: Row, { access }: Snapshot, operation: string): model.Assignment {
  const named = (all: readonly { readonly name: model.Group['name'] }[], id: string) => {
    const name = all[0]?.name;
    return name && isKnown(name)
      ? knownFrom(operation, name.value)
      : unknownFrom(operation, { kind: 'not-described', id });
  };
  const sets = access.permissionSets.all.filter(({ arn }) => arn === row.set);
  const users = access.users.all.filter(({ id }) => id === row.principal);
  return {
    principalType: knownFrom(operation, row.type),
    principal: named(users, row.principal),
    account: knownFrom(operation, row.account),
    permissionSet: named(sets, row.set),
    address: assignmentAddress(row),
    origin: apiOrigin(operation),
    principalId: row.principal,
    permissionSetArn: row.set,
  };
}
