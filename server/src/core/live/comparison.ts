/**
 * The two witnesses laid over each other: what code declares and what AWS has. Invariant: the silence of a witness who
 * was not heard in full proves nothing, so "only in code" asks for a whole live listing, and "only live" for whole code.
 */
import { isKnown, type Maybe, type Origin } from '../base';
import * as model from '../model';
import type { UnknownReason } from '../reasons';
import { listsEvery } from './assignments';
import { comparedSets, type SetComparison } from './comparison-sets';
import type { Snapshot } from './snapshot';

export type Comparison = {
  readonly both: readonly ComparedGrant[];
  readonly onlyInCode: readonly ComparedGrant[];
  /** Without those that Control Tower makes, or that the project file says are managed elsewhere. */
  readonly onlyLive: readonly ComparedGrant[];
  readonly elsewhere: readonly ComparedGrant[];
  /** Live assignments of groups and users that no longer exist. */
  readonly orphaned: readonly ComparedGrant[];
  readonly notComparable: readonly NotComparable[];
  readonly permissionSets: SetComparison;
};

export type ComparedGrant = {
  readonly principalType: model.PrincipalType;
  /** The name; the id where there is no name any more. */
  readonly principal: string;
  readonly account: string;
  readonly permissionSet: string;
  /** The code's assignment, the first where there are several. */
  readonly inCode: model.Assignment | undefined;
  readonly live: model.Assignment | undefined;
};

export type NotComparable = {
  /** `analysts in 111122223333 as Reader`, or the address of what is not known. */
  readonly what: string;
  readonly because: UnknownReason;
  readonly origin: Origin | undefined;
};

export function compareAccess(declared: model.Access, snapshot: Snapshot, project: model.ProjectFile): Comparison {
  const { assignments } = snapshot.access;
  const look = resolver(snapshot.access);
  const code = rowsOf(declared.assignments.all, look);
  const live = rowsOf(assignments.all, look);
  const both = [...code.grants].flatMap(([key, inCode]) => {
    const found = live.grants.get(key);
    return found ? [{ ...inCode, live: found.live ?? found.inCode }] : [];
  });
  const codeAlone = [...code.grants].filter(([key]) => !live.grants.has(key)).map(([, it]) => it);
  const unanswered = [...live.grants].filter(([key]) => !code.grants.has(key)).map(([, it]) => asLive(it));
  const liveAlone = unanswered.filter((it) => !it.live || !isGone(it.live));
  const doubtInCode = codeDoubt(snapshot, live.vague);
  const doubtLive = liveDoubt(declared, snapshot, code.vague);
  const unmanaged = liveAlone.filter((it) => doubtLive(it) === undefined);
  return {
    both,
    onlyInCode: codeAlone.filter((it) => doubtInCode(it) === undefined),
    onlyLive: unmanaged.filter((it) => !isElsewhere(it, declared, project)),
    elsewhere: unmanaged.filter((it) => isElsewhere(it, declared, project)),
    orphaned: orphans(assignments.all),
    notComparable: [
      ...code.vague.map(vagueText),
      ...doubtful(codeAlone, doubtInCode),
      ...doubtful(liveAlone, doubtLive),
    ],
    permissionSets: comparedSets(declared, snapshot, project),
  };
}

type Look = (it: model.Assignment) => model.Assignment;

/** A literal id in the code is as good as a name, where the directory tells whose it is. */
function resolver({ groups, users, permissionSets }: model.Access): Look {
  const principals = new Map([...groups.all, ...users.all].map((it) => [it.id, it.name]));
  const sets = new Map(permissionSets.all.map((it) => [it.arn, it.name]));
  return (it) => ({
    ...it,
    principal: isKnown(it.principal) ? it.principal : named(principals, it.principalId, it.principal),
    permissionSet: isKnown(it.permissionSet) ? it.permissionSet : named(sets, it.permissionSetArn, it.permissionSet),
  });
}

/** The origin stays the code's own: there is where the id is written. */
function named(
  names: ReadonlyMap<string | undefined, Maybe<string>>,
  id: string | undefined,
  otherwise: Maybe<string>,
): Maybe<string> {
  const name = id === undefined ? undefined : names.get(id);
  return name && isKnown(name) ? { value: name.value, origin: otherwise.origin } : otherwise;
}

type Rows = {
  readonly grants: ReadonlyMap<string, ComparedGrant>;
  /** Those of which a part is not known: each could be any that fits. */
  readonly vague: readonly model.Assignment[];
};

function rowsOf(assignments: readonly model.Assignment[], look: Look): Rows {
  const grants = new Map<string, ComparedGrant>();
  const vague: model.Assignment[] = [];
  for (const assignment of assignments) {
    const grant = grantOf(look(assignment), assignment);
    if (!grant) vague.push(look(assignment));
    else if (!grants.has(keyOf(grant))) grants.set(keyOf(grant), grant);
  }
  return { grants, vague };
}

/** A principal without a name is still the same one where both sides give its id. */
function grantOf(it: model.Assignment, written: model.Assignment): ComparedGrant | undefined {
  const { principalType: type, account, permissionSet } = it;
  const principal = isKnown(it.principal) ? it.principal.value : it.principalId;
  if (it.standsForMany !== undefined || missingText(it) !== undefined || principal === undefined) return undefined;
  if (!isKnown(type) || !isKnown(account) || !isKnown(permissionSet)) return undefined;
  return {
    principalType: type.value,
    principal,
    account: account.value,
    permissionSet: permissionSet.value,
    inCode: written,
    live: undefined,
  };
}

function asLive(it: ComparedGrant): ComparedGrant {
  return { ...it, inCode: undefined, live: it.inCode };
}

function keyOf({ principalType, principal, account, permissionSet }: ComparedGrant): string {
  return JSON.stringify([principalType, principal, account, permissionSet]);
}

type Doubt = (grant: ComparedGrant) => UnknownReason | undefined;

const renamed: UnknownReason = { kind: 'names-are-stand-ins' };

/** Why a grant of the code that no live one answers to may be live all the same. */
function codeDoubt({ access, pseudonymized }: Snapshot, vague: readonly model.Assignment[]): Doubt {
  return (grant) => {
    const { assignments } = access;
    if (pseudonymized) return renamed;
    if (!listsEvery(grant.principalType, assignments)) {
      return assignments.because[0]?.because ?? { kind: 'assignments-not-listed' };
    }
    const principals = grant.principalType === 'GROUP' ? access.groups : access.users;
    const isNamed = principals.complete || principals.byName.has(grant.principal);
    if (!isNamed) return principals.because[0]?.because ?? { kind: 'principals-not-listed' };
    const other = vague.find((it) => model.mayBe(it, grant) && !isGone(it));
    return other && { kind: 'may-be-live', because: vagueText(other).because };
  };
}

/** Why a live grant that no code answers to may be declared all the same. */
function liveDoubt(
  { assignments }: model.Access,
  { pseudonymized }: Snapshot,
  vague: readonly model.Assignment[],
): Doubt {
  return (grant) => {
    if (pseudonymized) return renamed;
    if (grant.live && !isKnown(grant.live.principal)) return grant.live.principal.because;
    if (assignments.all.length === 0) return { kind: 'nothing-declared' };
    if (!assignments.complete) return assignments.because[0]?.because ?? { kind: 'declared-not-known' };
    const other = vague.find((it) => model.mayBe(it, grant));
    return other && { kind: 'may-be-declared', because: vagueText(other).because };
  };
}

function doubtful(grants: readonly ComparedGrant[], doubt: Doubt): readonly NotComparable[] {
  return grants.flatMap((grant) => {
    const because = doubt(grant);
    return because === undefined ? [] : [{ what: grantText(grant), because, origin: grant.inCode?.origin }];
  });
}

function vagueText(it: model.Assignment): NotComparable {
  const parts = [it.principalType, it.principal, it.account, it.permissionSet];
  const [open] = parts.flatMap((part) => (isKnown(part) ? [] : [part.because]));
  const because = it.standsForMany ?? missingText(it) ?? open ?? ({ kind: 'not-known' } as const);
  return { what: it.address, because, origin: it.origin };
}

function missingText({ missing }: model.Assignment): UnknownReason | undefined {
  const key = missing?.permissionSet ?? missing?.principal;
  return key && { kind: 'no-such-key', key: key.key.value };
}

/** `analysts in 111122223333 as Reader`. */
export function grantText({ principalType, principal, account, permissionSet }: ComparedGrant): string {
  const user = principalType === 'USER' ? 'user ' : '';
  return `${user}${principal} in ${account} as ${permissionSet}`;
}

function orphans(assignments: readonly model.Assignment[]): readonly ComparedGrant[] {
  return assignments
    .filter(isGone)
    .flatMap((it) => grantOf(it, it) ?? [])
    .map(asLive);
}

/** Deleting a group or a user leaves its assignments behind; a group made again has another id (user guide). */
export function isGone({ principalIsGone }: model.Assignment): boolean {
  return principalIsGone === true;
}

function isElsewhere(
  { permissionSet, principalType, principal }: ComparedGrant,
  declared: model.Access,
  { outside }: model.ProjectFile,
): boolean {
  const isOutsideSet = outside.permissionSets.includes(permissionSet);
  const isOutsideGroup = principalType === 'GROUP' && outside.groups.includes(principal);
  const isDeclared = declared.permissionSets.byName.get(permissionSet)?.presence === 'declared';
  const isControlTower = !isDeclared && model.controlTowerPermissionSets.has(permissionSet);
  return isOutsideSet || isOutsideGroup || isControlTower;
}
