/** An assignment in AWS's ids. */
import { isKnown } from '../../base';
import type * as model from '../../model';
import type { AssignmentRow } from './answer';

/** None where the snapshot does not hold the ids. */
export function rowOf(it: model.Assignment): readonly AssignmentRow[] {
  const { principalType: type, principalId: principal, account, permissionSetArn: set } = it;
  if (!isKnown(type) || !isKnown(account) || principal === undefined || set === undefined) return [];
  return [{ type: type.value, principal, account: account.value, set }];
}

/** Stable between refreshes, and unique. */
export function assignmentAddress({ account, set, principal }: Omit<AssignmentRow, 'type'>): string {
  return `${account}/${set}/${principal}`;
}

export type Pair = { readonly account: string; readonly set: string };

export function pairKey({ account, set }: Pair): string {
  return `${account} ${set}`;
}
