/**
 * A grant: one principal may enter one account with one permission set, and what the code and AWS say of that. Everything
 * that speaks of grants speaks of these; `compareGrants` in `live` makes them.
 */
import { isKnown, type Maybe, type Origin } from '../base';
import type { UnknownReason } from '../reasons';
import type { Assignment, PrincipalType } from './access';
import { accountKey } from './production';

/** What tells one grant from another. */
export type GrantParts = {
  readonly principalType: PrincipalType;
  /** Display name of the group, or user name; the id where there is no name. */
  readonly principal: string;
  /** The 12-digit id; where the code does not know it, the address of the resource that stands for the account. */
  readonly account: string;
  readonly permissionSet: string;
};

export type Grant = GrantParts & {
  /** Why there is only an id for the principal. */
  readonly nameless?: UnknownReason | undefined;
  /** The code's assignment, the first where there are several, as it is written there. */
  readonly declared: Assignment | undefined;
  /** AWS's assignment. */
  readonly assigned: Assignment | undefined;
  readonly code: CodeStatus;
  readonly live: LiveStatus;
  /** Why the side that does not have it may have it all the same, where that is unknown. */
  readonly doubt?: UnknownReason | undefined;
};

/** `elsewhere`: not in this code, and rightly so: Control Tower's, or managed elsewhere as the project file says. */
export type CodeStatus = 'declared' | 'absent' | 'elsewhere' | 'unknown';
export type LiveStatus = 'assigned' | 'absent' | 'unknown';

/** One text for each grant. */
export function grantKey({ principalType, principal, account, permissionSet }: GrantParts): string {
  return JSON.stringify([principalType, principal, account, permissionSet]);
}

/** `analysts in 111122223333 as Reader`. */
export function grantText({ principalType, principal, account, permissionSet }: GrantParts): string {
  const user = principalType === 'USER' ? 'user ' : '';
  return `${user}${principal} in ${account} as ${permissionSet}`;
}

/** Where its author wrote it; of what AWS says, the answer that says so. */
export function writtenAt(it: Assignment): Origin {
  return it.writtenAt ?? it.findEntry?.(it) ?? it.origin;
}

/** Whether an author's text says it, rather than AWS. */
export function hasEntry({ writtenAt, findEntry }: Assignment): boolean {
  return writtenAt !== undefined || findEntry !== undefined;
}

/** Where the entry names its permission set: what is edited to change the set alone. */
export function setWrittenAt(it: Assignment): Origin {
  const { origin } = it.permissionSet;
  const entry = writtenAt(it);
  const own = origin.chosenBy ?? (origin.via ? undefined : origin);
  return own?.at.path === entry.at.path ? own : entry;
}

/**
 * What an assignment grants, as the code states it: where no name is known, a literal id or ARN says just as surely who
 * and what, and a resource which account. `undefined` where a part is open.
 */
export function statedGrant(it: Assignment): GrantParts | undefined {
  const { principalType, wildcardBecause } = it;
  const principal = isKnown(it.principal) ? it.principal.value : it.principalId;
  const permissionSet = isKnown(it.permissionSet) ? it.permissionSet.value : it.permissionSetArn;
  const account = accountKey(it);
  if (wildcardBecause !== undefined || !isKnown(principalType)) return undefined;
  if (principal === undefined || permissionSet === undefined || account === undefined) return undefined;
  return { principalType: principalType.value, principal, account, permissionSet };
}

/** Whether an assignment that is not known in full may be it. */
export function mayMatch(it: Assignment, { principalType, principal, account, permissionSet }: GrantParts): boolean {
  const matches = (part: Maybe<string>, value: string) => !isKnown(part) || part.value === value;
  return (
    matches(it.principalType, principalType) &&
    matches(it.principal, principal) &&
    matches(it.account, account) &&
    matches(it.permissionSet, permissionSet)
  );
}
