/**
 * Every grant that the code declares or AWS has, as it is shown: with the place in code, and with how it fares. What is
 * not known stands beside it with its reason.
 */
import type { GrantStatus } from '../../../protocol';
import { isKnown, type Origin, rememberLast } from '../../base';
import { compareGrants, type LiveState, openFailures, type ProvisioningRequest, type Snapshot } from '../../live';
import * as model from '../../model';
import { unknownText } from '../../wording';
import type { Place } from './node';

export type DeclaredIn = {
  readonly folder: string;
  readonly access: model.Access;
  readonly project: Pick<model.ProjectFile, 'outside'>;
};

/** What is known about provisioning now; newer than the snapshot's own after a check. */
export type Provisioning = Pick<Snapshot, 'takenAt' | 'requests' | 'provisioning' | 'gaps'> & {
  readonly accountNames: ReadonlyMap<string, string>;
};

export type AccessSources = {
  readonly live: LiveState;
  readonly declared: readonly DeclaredIn[];
  readonly provisioning: Provisioning | undefined;
};

export type PlacedGrant = Omit<model.Grant, 'nameless'> & {
  /** Why there is only an id for the principal. */
  readonly nameless?: string | undefined;
  /** Where its author wrote it; more than once is a finding of its own. */
  readonly open: Place | undefined;
  readonly status: GrantStatus;
  /** AWS's words about the failure. */
  readonly reason: string | undefined;
};

export type { GrantStatus };

/** An assignment of the code of which a part is not known. */
export type UnresolvedAssignment = {
  readonly address: string;
  readonly because: readonly string[];
  readonly place: Place | undefined;
};

/** The whole of it serves the tree, the matrix, hovers and lenses alike. */
export const grants = rememberLast((sources: AccessSources): readonly PlacedGrant[] => {
  const { live, declared, provisioning } = sources;
  const folders = foldersOf(declared);
  const statusOf = statusLookup(provisioning);
  return compared(declared, live.snapshot).grants.flatMap((grant) => {
    if (isUnresolved(grant)) return [];
    const nameless = grant.nameless && unknownText(grant.nameless);
    return [{ ...grant, nameless, open: grant.declared && placeIn(folders, grant.declared), ...statusOf(grant) }];
  });
});

const compared = rememberLast(compareGrants);

/** An id in code that nobody resolves is not known rather than a grant of somebody. */
function isUnresolved({ nameless, live }: model.Grant): boolean {
  return nameless !== undefined && live === 'unknown';
}

export function unresolvedAssignments({ declared, live }: AccessSources): readonly UnresolvedAssignment[] {
  const folders = foldersOf(declared);
  const { grants, vague } = compared(declared, live.snapshot);
  const unresolved = grants.flatMap((grant) => (isUnresolved(grant) && grant.declared ? [grant.declared] : []));
  const open = new Map([
    ...vague.map(({ written, resolved }) => [written, resolved] as const),
    ...unresolved.map((it) => [it, it] as const),
  ]);
  return [...folders.keys()].flatMap((written) => {
    const it = open.get(written);
    const because = it ? reasons(it) : [];
    return because.length > 0 ? [{ address: written.address, because, place: placeIn(folders, written) }] : [];
  });
}

/** Account names: what AWS calls them, else what the code does. */
export function accountNames({ live, declared, provisioning }: AccessSources): ReadonlyMap<string, string> {
  const fromCode = declared.map((it) => it.access);
  const fromAws = live.snapshot ? [live.snapshot.access] : [];
  // A pseudonym is worth less than the name that the code has.
  const accesses = live.snapshot?.pseudonymized ? [...fromAws, ...fromCode] : [...fromCode, ...fromAws];
  const names = new Map(provisioning?.accountNames);
  for (const { accounts } of accesses) {
    for (const { id, name } of accounts.all) {
      if (isKnown(id) && name && isKnown(name)) names.set(id.value, name.value);
    }
  }
  return names;
}

type Folders = ReadonlyMap<model.Assignment, string>;

function foldersOf(declared: readonly DeclaredIn[]): Folders {
  return new Map(declared.flatMap(({ folder, access }) => access.assignments.all.map((it) => [it, folder] as const)));
}

function placeIn(folders: Folders, assignment: model.Assignment): Place | undefined {
  const folder = folders.get(assignment);
  return folder === undefined ? undefined : placeOf(folder, model.writtenAt(assignment));
}

/** `undefined` for what only AWS said. */
export function placeOf(folder: string, origin: Origin): Place | undefined {
  return origin.at.path.startsWith('live:') ? undefined : { folder, at: origin.at };
}

/**
 * Grants of the code in accounts whose ids it does not know, by what stands for the account there. What AWS has of them can't
 * be told, so they are no grants in the comparison; but they are not nothing either.
 */
export function grantsWithoutId(declared: readonly DeclaredIn[]): readonly PlacedGrant[] {
  return declared.flatMap(({ folder, access }) =>
    access.assignments.all.flatMap((it): readonly PlacedGrant[] => {
      const isWhole = isKnown(it.principal) && isKnown(it.permissionSet);
      const parts = isKnown(it.account) || !isWhole ? undefined : model.statedGrant(it);
      if (!parts) return [];
      const open = placeOf(folder, model.writtenAt(it));
      const status = { code: 'declared', live: 'unknown', status: 'in-code' } as const;
      return [{ ...parts, ...status, declared: it, assigned: undefined, open, reason: undefined }];
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

function reasons(it: model.Assignment): readonly string[] {
  const parts = [it.principalType, it.principal, it.account, it.permissionSet];
  const because = parts.flatMap((part) => (isKnown(part) ? [] : [part.because]));
  const all = it.wildcardBecause === undefined ? because : [it.wildcardBecause, ...because];
  return [...new Set(all.map(unknownText))];
}

type ProvisioningStatus = Pick<PlacedGrant, 'status' | 'reason'>;

/** What provisioning says goes before what the two sides have. */
function statusLookup(provisioning: Provisioning | undefined): (grant: model.Grant) => ProvisioningStatus {
  const failures = failuresByKey(provisioning?.requests ?? []);
  const outdated = new Set(
    (provisioning?.provisioning ?? [])
      .filter((it) => it.status === 'outdated')
      .map((it) => pairKey(it.permissionSet, it.account)),
  );
  return (grant) => {
    const pair = pairKey(grant.permissionSet, grant.account);
    const failure = failures.get(model.grantKey(grant)) ?? failures.get(pair);
    if (failure) return { status: 'failed', reason: failure.failureReason ?? 'AWS gave no reason' };
    const isOutdated = outdated.has(pair) && grant.live === 'assigned';
    return { status: isOutdated ? 'outdated' : grantStatusOf(grant), reason: undefined };
  };
}

const ofDeclared = { assigned: 'both', absent: 'only-in-code', unknown: 'in-code' } as const;
const ofOthers = { absent: 'only-live', elsewhere: 'elsewhere', unknown: 'live' } as const;

export function grantStatusOf({ code, live }: Pick<model.Grant, 'code' | 'live'>): GrantStatus {
  return code === 'declared' ? ofDeclared[live] : ofOthers[code];
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
  return model.grantKey({ principalType, principal, account, permissionSet });
}

function pairKey(permissionSet: string, account: string): string {
  return JSON.stringify([permissionSet, account]);
}
