/**
 * Whose access, where and as what a piece of code gives, as far as all its assignments agree: what a question about that
 * code need not ask again.
 */
import type { AccessSubject } from '../../../protocol';
import { isKnown, type Location, type Maybe } from '../../base';
import type * as model from '../../model';
import { placeKey } from './mentions';

export function sharedAccess(assignments: readonly model.Assignment[]): AccessSubject {
  const principalType = shared(assignments.map((it) => it.principalType));
  const principal = shared(assignments.map((it) => it.principal));
  const account = shared(assignments.map((it) => it.account));
  const permissionSet = shared(assignments.map((it) => it.permissionSet));
  return {
    ...(principal === undefined || principalType === undefined ? {} : { principalType, principal }),
    ...(account === undefined ? {} : { account }),
    ...(permissionSet === undefined ? {} : { permissionSet }),
  };
}

/** The assignments that take their principal, account or permission set from this text. */
export function assignmentsBy({ assignments }: model.Access, at: Location): readonly model.Assignment[] {
  const key = placeKey(at);
  return assignments.all.filter(({ principal, account, accountName, permissionSet }) =>
    [principal, account, accountName, permissionSet].some((it) => it && placeKey(it.origin.at) === key),
  );
}

export function isWholeAccess({ principal, account, permissionSet }: AccessSubject): boolean {
  return principal !== undefined && account !== undefined && permissionSet !== undefined;
}

/** The one value that all of them are known to have. */
function shared<T>(values: readonly Maybe<T>[]): T | undefined {
  const [first] = values;
  if (!first || !isKnown(first)) return undefined;
  return values.every((it) => isKnown(it) && it.value === first.value) ? first.value : undefined;
}
