/**
 * A snapshot without the names of people: what may leave the house. Groups, users and accounts get pseudonyms made from
 * their ids, so that the same thing has the same pseudonym everywhere in the file and in the next file too. Ids stay:
 * they tell nothing to whoever cannot read the directory, and lead back to the thing for whoever can. Names of
 * permission sets and policies stay, since access is explained by them. Descriptions are left out.
 */
import { isKnown, type Maybe, sameReason, type Unknown, unknown } from '../base';
import type { Snapshot } from '../live';
import * as model from '../model';
import type { AnswerReason, Gap, GapSubject, UnknownReason } from '../reasons';

export function pseudonymized(snapshot: Snapshot): Snapshot {
  const names = pseudonymsOf(snapshot.access);
  return {
    ...snapshot,
    profile: 'pseudonymized',
    instance: { ...snapshot.instance, name: undefined },
    access: accessOf(snapshot.access, names),
    requests: snapshot.requests.map((it) => ({
      ...it,
      principal: it.principal && names.principal(it.principalType ?? 'GROUP', it.principal),
      failureReason: it.failureReason && names.within(it.failureReason),
    })),
    memberships: snapshot.memberships?.map((it) => ({
      ...it,
      group: names.principal('GROUP', it.group),
      members: it.members.map((member) => names.principal('USER', member)),
    })),
    gaps: snapshot.gaps.map((it) => gapWith(names, it)),
    pseudonymized: true,
  };
}

function gapWith(names: Pseudonyms, gap: Gap): Gap {
  const reason = reasonWith(names, gap.reason);
  switch (gap.topic) {
    case 'members':
      return { ...gap, reason, subject: subjectWith(names, 'GROUP', gap.subject) };
    case 'assignments':
    case 'principal':
      return { ...gap, reason, subject: subjectWith(names, gap.principalType, gap.subject) };
    case 'said-in-file':
      return { ...gap, reason, text: names.within(gap.text) };
    default:
      return { ...gap, reason };
  }
}

function subjectWith(names: Pseudonyms, type: model.PrincipalType, subject: GapSubject): GapSubject {
  return typeof subject === 'number' ? subject : names.principal(type, subject);
}

/** Words of AWS's, or of a file, may hold a name. */
function reasonWith(names: Pseudonyms, reason: AnswerReason): AnswerReason {
  if (reason.kind === 'said-in-file') return { ...reason, text: names.within(reason.text) };
  if (reason.kind !== 'failed' || reason.reason.kind !== 'aws-error') return reason;
  return { ...reason, reason: { ...reason.reason, text: names.within(reason.reason.text) } };
}

type Pseudonyms = {
  readonly principal: (type: model.PrincipalType, name: string) => string;
  readonly account: (id: string) => string;
  /** Free text in which a name may stand. */
  readonly within: (text: string) => string;
};

function pseudonymsOf({ groups, users, accounts }: model.Access): Pseudonyms {
  const maps = { GROUP: namesOf(groups.all, 'group'), USER: namesOf(users.all, 'user') };
  const accountNames = accounts.all.flatMap(({ id, name }) =>
    isKnown(id) && name && isKnown(name) ? [[name.value, accountPseudonym(id.value)] as const] : [],
  );
  const texts = [...maps.GROUP, ...maps.USER, ...accountNames].toSorted(([a], [b]) => b.length - a.length);
  return {
    // What has no name goes by its id, which stays.
    principal: (type, name) => maps[type].get(name) ?? name,
    account: accountPseudonym,
    within: (text) => texts.reduce((result, [name, pseudonym]) => withoutName(result, name, pseudonym), text),
  };
}

function namesOf(principals: readonly model.Group[], word: string): ReadonlyMap<string, string> {
  return new Map(
    principals.flatMap(({ name, id, address }) =>
      isKnown(name) ? [[name.value, `${word}-${fingerprint(id ?? address)}`] as const] : [],
    ),
  );
}

function accountPseudonym(id: string): string {
  return `account-${fingerprint(id)}`;
}

/** A name inside a longer word is no name: the group `ops` does not stand in `stops`. */
function withoutName(text: string, name: string, pseudonym: string): string {
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replaceAll(new RegExp(`(?<![\\w-])${literal}(?![\\w-])`, 'g'), () => pseudonym);
}

/** FNV-1a of 64 bits: short, the same everywhere, and apart for as many principals as a directory can hold. */
function fingerprint(id: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const letter of id) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0').slice(0, 10);
}

/** The listings of what was renamed are no longer evidence that a name does not exist. */
function accessOf(access: model.Access, names: Pseudonyms): model.Access {
  const principals = <T extends model.Group>(type: model.PrincipalType, { all, because }: model.Listing<T>) =>
    model.listing(
      all.map((it): T => ({ ...it, name: renamed(it.name, (name) => names.principal(type, name)) })),
      ({ name }) => name,
      [...because.filter(({ because: reason }) => !isNameless(all, reason)), ...reason(all)],
    );
  return {
    ...access,
    permissionSets: model.listing(
      access.permissionSets.all.map((it) => ({ ...it, description: undefined })),
      ({ name }) => name,
      access.permissionSets.because.filter(({ because }) => !isNameless(access.permissionSets.all, because)),
    ),
    groups: principals('GROUP', access.groups),
    users: principals('USER', access.users),
    accounts: model.listing(
      access.accounts.all.map((it) => ({ ...it, name: accountName(it, names) })),
      ({ id }) => id,
      access.accounts.because,
    ),
    assignments: {
      ...access.assignments,
      all: access.assignments.all.map((it) => ({
        ...it,
        principal: renamed(it.principal, (name) => names.principal(typeOf(it), name)),
      })),
    },
  };
}

/** A nameless item is a reason of its own, which the listing finds again by itself. */
function isNameless(all: readonly { readonly name: Maybe<string> }[], because: UnknownReason): boolean {
  return all.some(({ name }) => !isKnown(name) && sameReason(name.because, because));
}

function reason(all: readonly model.Group[]): readonly Unknown[] {
  const [first] = all;
  return first ? [unknown({ kind: 'names-replaced' }, first.origin)] : [];
}

function accountName({ id, name }: model.Account, names: Pseudonyms): Maybe<string> | undefined {
  if (!name || !isKnown(id)) return name;
  return renamed(name, () => names.account(id.value));
}

function renamed(name: Maybe<string>, rename: (name: string) => string): Maybe<string> {
  return isKnown(name) ? { ...name, value: rename(name.value) } : name;
}

function typeOf({ principalType }: model.Assignment): model.PrincipalType {
  return isKnown(principalType) ? principalType.value : 'GROUP';
}
