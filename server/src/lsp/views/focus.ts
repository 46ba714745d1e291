/** Turns the client's `idc/focus` notification into the focus of a refresh. */
import { isKnown, type Maybe } from '../../core/base';
import type { Focus, FocusTarget } from '../../core/live';
import type { Assignment } from '../../core/model';
import type { AccessSubject } from '../../protocol';

/** Chosen rows and chips before the file that happens to be open. */
export function focusOf(access: readonly AccessSubject[], inFile: readonly AccessSubject[]): Focus {
  return [targetOf(access), targetOf(inFile)].filter((it) => Object.values(it).some(({ length }) => length > 0));
}

function targetOf(subjects: readonly AccessSubject[]): FocusTarget {
  const each = (name: (it: AccessSubject) => string | undefined) => [
    ...new Set(subjects.flatMap((it) => name(it) ?? [])),
  ];
  return {
    groups: each(({ principalType, principal }) => (principalType === 'GROUP' ? principal : undefined)),
    accounts: each(({ account }) => account),
    permissionSets: each(({ permissionSet }) => permissionSet),
  };
}

/** What a file grants: the assignments that it declares, and those whose group, account or set it names. */
export function subjectsIn(path: string, assignments: readonly Assignment[]): readonly AccessSubject[] {
  return assignments.filter((it) => isWrittenIn(path, it)).map(subjectOf);
}

function isWrittenIn(path: string, { origin, principal, account, permissionSet }: Assignment): boolean {
  return [origin, principal.origin, account.origin, permissionSet.origin].some(({ at }) => at.path === path);
}

function subjectOf({ principalType, principal, account, permissionSet }: Assignment): AccessSubject {
  const part = <K extends keyof AccessSubject>(name: K, it: Maybe<NonNullable<AccessSubject[K]>>) =>
    isKnown(it) ? { [name]: it.value } : {};
  return {
    ...part('principalType', principalType),
    ...part('principal', principal),
    ...part('account', account),
    ...part('permissionSet', permissionSet),
  };
}
