/** What can be chosen from when access is asked about or granted: the names of the code and of live access, together. */
import { compareText, isKnown, type Maybe } from '../../core/base';
import * as features from '../../core/features';
import type { Access, Listing } from '../../core/model';
import type { AccessChoices, AccountChoice, NamedChoice, PrincipalChoice } from '../../protocol';

export function choicesOf(sources: features.AccessSources): AccessChoices {
  const code = sources.declared.map((it) => it.access);
  const { snapshot } = sources.live;
  const live = snapshot ? [snapshot.access] : [];
  return {
    principals: [
      ...named('groups', 'GROUP', code, live).toSorted(byName),
      ...named('users', 'USER', code, live).toSorted(byName),
    ],
    accounts: accountsOf(code, live, features.accountNames(sources)),
    permissionSets: namesIn('permissionSets', code, live)
      .map(([name, detail]) => ({ name, detail }))
      .toSorted(byName),
    takenAt: snapshot?.takenAt,
  };
}

type Listed = 'groups' | 'users' | 'permissionSets';

function named(
  what: 'groups' | 'users',
  type: PrincipalChoice['type'],
  code: readonly Access[],
  live: readonly Access[],
): PrincipalChoice[] {
  const disabled = new Set(
    live.flatMap(({ users }) => users.all.flatMap((it) => (it.disabled && isKnown(it.name) ? [it.name.value] : []))),
  );
  const assigned = [...code, ...live].flatMap(({ assignments }) =>
    assignments.all.flatMap(({ principalType, principal }) =>
      isKnown(principalType) && principalType.value === type && isKnown(principal) ? [principal.value] : [],
    ),
  );
  const listed = new Map(namesIn(what, code, live));
  for (const name of assigned) if (!listed.has(name)) listed.set(name, 'assigned');
  return [...listed].map(([name, detail]) => ({
    name,
    detail: type === 'USER' && disabled.has(name) ? `${detail}, disabled` : detail,
    type,
  }));
}

function namesIn(
  what: Listed,
  code: readonly Access[],
  live: readonly Access[],
): readonly (readonly [string, string])[] {
  const inCode = new Set(code.flatMap((it) => knownNames(it[what])));
  const isLive = new Set(live.flatMap((it) => knownNames(it[what])));
  const detail = (name: string) => {
    if (inCode.has(name) && isLive.has(name)) return 'in code and live';
    return inCode.has(name) ? 'in code' : 'live';
  };
  return [...new Set([...inCode, ...isLive])].map((name) => [name, detail(name)]);
}

function knownNames({ all }: Listing<{ readonly name: Maybe<string> }>): readonly string[] {
  return all.flatMap(({ name }) => (isKnown(name) ? [name.value] : []));
}

function accountsOf(
  code: readonly Access[],
  live: readonly Access[],
  names: ReadonlyMap<string, string>,
): readonly AccountChoice[] {
  const states = new Map(
    live.flatMap(({ accounts }) =>
      accounts.all.flatMap(({ id, state }) => (isKnown(id) && state && state !== 'ACTIVE' ? [[id.value, state]] : [])),
    ),
  );
  const ids = new Set(
    [...code, ...live].flatMap(({ accounts, assignments }) =>
      [...accounts.all.map((it) => it.id), ...assignments.all.map((it) => it.account)].flatMap((id) =>
        isKnown(id) ? [id.value] : [],
      ),
    ),
  );
  const all = [...ids].map((id) => ({ id, name: names.get(id), detail: states.get(id)?.toLowerCase() ?? '' }));
  return all.toSorted((a, b) => compareText(a.name ?? '\uffff', b.name ?? '\uffff') || compareText(a.id, b.id));
}

function byName(a: NamedChoice, b: NamedChoice): number {
  return compareText(a.name, b.name);
}
