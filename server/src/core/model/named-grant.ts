/** A grant by its four names, and whether an assignment that is not known in full may be it. */
import { isKnown, type Maybe } from '../base';
import type { Assignment, PrincipalType } from './access';

/** `account` is the 12-digit id. */
export type NamedGrant = {
  readonly principalType: PrincipalType;
  readonly principal: string;
  readonly account: string;
  readonly permissionSet: string;
};

export function mayBe(it: Assignment, { principalType, principal, account, permissionSet }: NamedGrant): boolean {
  const fits = (part: Maybe<string>, value: string) => !isKnown(part) || part.value === value;
  return (
    fits(it.principalType, principalType) &&
    fits(it.principal, principal) &&
    fits(it.account, account) &&
    fits(it.permissionSet, permissionSet)
  );
}
