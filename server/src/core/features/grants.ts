/**
 * Who may go where as what: every grant that the code declares or AWS has, the two laid over each other. A grant is one
 * principal, one account and one permission set, all three known; what is not known stands beside it with its reason.
 */
import type { Standing } from '../../protocol';
import { isKnown, known, type Origin } from '../base';
import { type LiveState, openFailures, type ProvisioningRequest, type Snapshot } from '../live';
import * as model from '../model';
import { unknownText } from '../wording';
import type { Place } from './node';

export type DeclaredIn = { readonly folder: string; readonly access: model.Access };

/** What is known about provisioning now; newer than the snapshot's own after a check. */
export type Provisioning = Pick<Snapshot, 'takenAt' | 'requests' | 'provisioning' | 'gaps'> & {
  readonly accountNames: ReadonlyMap<string, string>;
};

export type Witnesses = {
  readonly live: LiveState;
  readonly declared: readonly DeclaredIn[];
  readonly provisioning: Provisioning | undefined;
};

export type Grant = {
  readonly principalType: model.PrincipalType;
  /** The name; the id where AWS has no name for it any more. */
  readonly principal: string;
  /** Why there is only an id. */
  readonly nameless?: string | undefined;
  readonly account: string;
  readonly permissionSet: string;
  /** Where the code grants it; more than once is a finding of its own. */
  readonly inCode: Place | undefined;
  readonly isLive: boolean;
  readonly standing: Standing;
  /** AWS's words about the failure. */
  readonly reason: string | undefined;
};

export type { Standing };

/** An assignment of the code of which a part is not known. */
export type Uncertain = {
  readonly address: string;
  readonly because: readonly string[];
  readonly place: Place | undefined;
};

type Triple = Pick<Grant, 'principalType' | 'principal' | 'nameless' | 'account' | 'permissionSet'>;

export function grants(witnesses: Witnesses): readonly Grant[] {
  const inCode = declaredGrants(witnesses.declared);
  const live = liveGrants(witnesses.live.snapshot);
  const triples = new Map([...inCode].map(([key, { triple }]) => [key, triple]));
  for (const [key, triple] of live) triples.set(key, triple);
  const look = standings(witnesses);
  return [...triples].map(([key, triple]) => {
    const place = inCode.get(key)?.place;
    const isLive = live.has(key);
    return { ...triple, inCode: place, isLive, ...look(triple, inCode.has(key), isLive) };
  });
}

export function uncertain(declared: readonly DeclaredIn[]): readonly Uncertain[] {
  return declared.flatMap(({ folder, access }) =>
    access.assignments.all.flatMap((it) => {
      const because = reasons(it);
      return because.length > 0 ? [{ address: it.address, because, place: placeOf(folder, it.origin) }] : [];
    }),
  );
}

/** Account names: what AWS calls them, else what the code does. */
export function accountNames({ live, declared, provisioning }: Witnesses): ReadonlyMap<string, string> {
  const fromCode = declared.map((it) => it.access);
  const fromAws = live.snapshot ? [live.snapshot.access] : [];
  // A stand-in is worth less than the name that the code has.
  const accesses = live.snapshot?.pseudonymized ? [...fromAws, ...fromCode] : [...fromCode, ...fromAws];
  const names = new Map(provisioning?.accountNames);
  for (const { accounts } of accesses) {
    for (const { id, name } of accounts.all) {
      if (isKnown(id) && name && isKnown(name)) names.set(id.value, name.value);
    }
  }
  return names;
}

/** `undefined` for what only AWS said. */
export function placeOf(folder: string, origin: Origin): Place | undefined {
  return origin.at.path.startsWith('live:') ? undefined : { folder, at: origin.at };
}

function declaredGrants(declared: readonly DeclaredIn[]) {
  const found = new Map<string, { readonly triple: Triple; readonly place: Place | undefined }>();
  for (const { folder, access } of declared) {
    for (const assignment of access.assignments.all) {
      const triple = tripleOf(assignment);
      if (!triple) continue;
      const key = keyOf(triple);
      if (!found.has(key)) found.set(key, { triple, place: placeOf(folder, assignment.origin) });
    }
  }
  return found;
}

function liveGrants(snapshot: Snapshot | undefined): ReadonlyMap<string, Triple> {
  const triples = (snapshot?.access.assignments.all ?? []).flatMap((it) => tripleOf(it) ?? namelessTriple(it) ?? []);
  return new Map(triples.map((triple) => [keyOf(triple), triple]));
}

/**
 * Grants of the code in accounts whose ids it does not know, by what stands for the account there. What AWS has of them can't
 * be told, so they are no grants in the comparison; but they are not nothing either.
 */
export function grantsWithoutId(declared: readonly DeclaredIn[]): readonly Grant[] {
  return declared.flatMap(({ folder, access }) =>
    access.assignments.all.flatMap((it): readonly Grant[] => {
      const { account, accountRef, origin } = it;
      if (isKnown(account) || accountRef === undefined) return [];
      const triple = tripleOf({ ...it, account: known(accountRef, account.origin) });
      const inCode = placeOf(folder, origin);
      return triple ? [{ ...triple, inCode, isLive: false, standing: 'in-code', reason: undefined }] : [];
    }),
  );
}

/** Names of the accounts whose ids the code does not know, by what stands for them. */
export function namesWithoutId(declared: readonly DeclaredIn[]): ReadonlyMap<string, string> {
  const accounts = declared.flatMap(({ access }) => access.accounts.all);
  return new Map(
    accounts.flatMap(({ id, name, address }) =>
      !isKnown(id) && address !== undefined && name && isKnown(name) ? [[address, name.value] as const] : [],
    ),
  );
}

/** An assignment outlives its principal: it is shown by the id that AWS still lists. */
function namelessTriple(it: model.Assignment): Triple | undefined {
  if (isKnown(it.principal) || it.principalId === undefined) return undefined;
  const triple = tripleOf({ ...it, principal: known(it.principalId, it.origin) });
  return triple && { ...triple, nameless: unknownText(it.principal.because) };
}

function tripleOf(it: model.Assignment): Triple | undefined {
  const { principalType, principal, account, permissionSet } = it;
  if (it.standsForMany !== undefined) return undefined;
  if (!isKnown(principalType) || !isKnown(principal) || !isKnown(account) || !isKnown(permissionSet)) return undefined;
  return {
    principalType: principalType.value,
    principal: principal.value,
    account: account.value,
    permissionSet: permissionSet.value,
  };
}

function reasons(it: model.Assignment): readonly string[] {
  const parts = [it.principalType, it.principal, it.account, it.permissionSet];
  const because = parts.flatMap((part) => (isKnown(part) ? [] : [part.because]));
  const all = it.standsForMany === undefined ? because : [it.standsForMany, ...because];
  return [...new Set(all.map(unknownText))];
}

function keyOf({ principalType, principal, account, permissionSet }: Triple): string {
  return JSON.stringify([principalType, principal, account, permissionSet]);
}

type Look = (triple: Triple, inCode: boolean, isLive: boolean) => Pick<Grant, 'standing' | 'reason'>;

function standings({ live, declared, provisioning }: Witnesses): Look {
  const failures = failuresByKey(provisioning?.requests ?? []);
  const outdated = new Set(
    (provisioning?.provisioning ?? [])
      .filter((it) => it.status === 'outdated')
      .map((it) => pairKey(it.permissionSet, it.account)),
  );
  const isComparable = live.snapshot?.pseudonymized !== true;
  const liveIsWhole = isComparable && live.snapshot?.access.assignments.complete === true;
  const codeSpeaks = declared.some(({ access }) => access.assignments.all.length > 0);
  const codeIsWhole = isComparable && codeSpeaks && declared.every(({ access }) => access.assignments.complete);
  const vague = declared.flatMap(({ access }) => access.assignments.all.filter((it) => !tripleOf(it)));
  return (triple, inCode, isLive) => {
    const pair = pairKey(triple.permissionSet, triple.account);
    const failure = failures.get(keyOf(triple)) ?? failures.get(pair);
    if (failure) return { standing: 'failed', reason: failure.failureReason ?? 'AWS gave no reason' };
    if (outdated.has(pair) && isLive) return { standing: 'outdated', reason: undefined };
    if (inCode && isLive) return { standing: 'both', reason: undefined };
    if (inCode) return { standing: liveIsWhole ? 'only-in-code' : 'in-code', reason: undefined };
    const certain = codeIsWhole && !vague.some((it) => model.mayBe(it, triple));
    return { standing: certain ? 'only-live' : 'live', reason: undefined };
  };
}

/** By grant, or by set and account for a set's own provisioning. */
function failuresByKey(requests: readonly ProvisioningRequest[]): ReadonlyMap<string, ProvisioningRequest> {
  const byKey = new Map<string, ProvisioningRequest>();
  for (const request of openFailures(requests)) {
    const key = requestKey(request);
    if (key !== undefined && !byKey.has(key)) byKey.set(key, request);
  }
  return byKey;
}

function requestKey({ kind, principalType, principal, account, permissionSet }: ProvisioningRequest) {
  // A deletion that failed leaves the grant as it was.
  if (account === undefined || permissionSet === undefined || kind === 'assignment-deletion') return undefined;
  if (kind === 'provisioning') return pairKey(permissionSet, account);
  if (principalType === undefined || principal === undefined) return undefined;
  return keyOf({ principalType, principal, account, permissionSet });
}

function pairKey(permissionSet: string, account: string): string {
  return JSON.stringify([permissionSet, account]);
}
