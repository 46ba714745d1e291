/** What rules about unused things ask: which assignments can't be told, and whether they may use a thing. */
import { isKnown, unknown } from '../../base';
import type * as model from '../../model';

type Part = 'permissionSet' | 'principal';

/**
 * Listed assignments whose set (or principal) is not known count as hidden ones. `undefined`: anything may be hidden.
 */
export function hiddenIn(
  { all, complete, hidden }: model.Assignments,
  part: Part,
): readonly model.Hidden[] | undefined {
  if (!complete && hidden === undefined) return undefined;
  const unclear = all.flatMap((it): readonly model.Hidden[] => {
    const value = it[part];
    if (isKnown(value) && !(part === 'principal' && it.missing?.principal)) return [];
    const because = isKnown(value) ? unknown({ kind: 'no-such-principal' }, value.origin) : value;
    const literal = part === 'permissionSet' ? it.permissionSetArn : it.principalId;
    const isOpen = literal !== undefined || it.refused?.[part];
    const resource = isOpen ? undefined : it.resource;
    return [{ because, resource, principalType: it.principalType, organization: it.organization }];
  });
  const isNamed = ({ permissionSet }: model.Hidden) => permissionSet !== undefined && isKnown(permissionSet);
  return [...(hidden ?? []).filter((it) => part === 'principal' || !isNamed(it)), ...unclear];
}
