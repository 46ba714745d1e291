/**
 * What code declares and what AWS has, grant by grant: the one place that says of a grant whether both have it. Invariant:
 * the silence of a side that was not heard in full proves nothing, so "only in code" asks for a whole live listing, and
 * "only live" for whole code.
 */
import { isKnown, type Maybe, type Origin } from '../../base';
import * as model from '../../model';
import type { UnknownReason } from '../../reasons';
import { listsEvery } from '../snapshot/assignments';
import type { Snapshot } from '../snapshot/snapshot';
import { comparedSets, type SetComparison } from './comparison-sets';

/** One folder's code; `outside` of its project file says what is managed elsewhere. */
export type DeclaredCode = { readonly access: model.Access; readonly project: Pick<model.ProjectFile, 'outside'> };

export type ComparedGrants = {
  /** The code's first, then those that only AWS has. */
  readonly grants: readonly model.Grant[];
  /** Assignments of the code of which a part is not known: each could be any grant that fits. */
  readonly vague: readonly VagueAssignment[];
};

/** As it is written, and with the names of the ids that AWS knows. */
export type VagueAssignment = { readonly written: model.Assignment; readonly resolved: model.Assignment };

/** Each grant once, however many folders declare it. Without a snapshot what AWS has is unknown. */
export function compareGrants(code: readonly DeclaredCode[], snapshot: Snapshot | undefined): ComparedGrants {
  const resolveNames = snapshot ? resolver(snapshot.access) : (it: model.Assignment) => it;
  const declared = rowsOf(
    code.flatMap(({ access }) => access.assignments.all),
    resolveNames,
  );
  const assigned = rowsOf(snapshot?.access.assignments.all ?? [], resolveNames);
  const doubtLive = snapshot ? liveDoubt(snapshot, assigned.vague) : () => notRead;
  const doubtCode = codeDoubt(code, snapshot, declared.vague);
  const alone = [...assigned.grants].filter(([key]) => !declared.grants.has(key));
  return {
    grants: [
      ...[...declared.grants].map(([key, row]) => ofCode(row, assigned.grants.get(key), doubtLive)),
      ...alone.map(([, row]) => ofAws(row, code, doubtCode)),
    ],
    vague: declared.vague,
  };
}

function ofCode({ parts, nameless, written }: Row, other: Row | undefined, doubtLive: Doubt): model.Grant {
  const own = { ...parts, declared: written, code: 'declared' } as const;
  if (other) return { ...own, nameless: other.nameless, assigned: other.written, live: 'assigned' };
  const doubt = doubtLive(parts);
  return { ...own, nameless, assigned: undefined, live: doubt === undefined ? 'absent' : 'unknown', doubt };
}

function ofAws({ parts, nameless, written }: Row, code: readonly DeclaredCode[], doubtCode: CodeDoubt): model.Grant {
  const doubt = doubtCode(parts, written);
  const status = doubt !== undefined ? 'unknown' : isElsewhere(parts, code) ? 'elsewhere' : 'absent';
  return { ...parts, nameless, declared: undefined, assigned: written, code: status, live: 'assigned', doubt };
}

export type Comparison = {
  readonly grants: readonly model.Grant[];
  readonly both: readonly model.Grant[];
  readonly onlyInCode: readonly model.Grant[];
  /** Without those that Control Tower makes, or that the project file says are managed elsewhere. */
  readonly onlyLive: readonly model.Grant[];
  readonly elsewhere: readonly model.Grant[];
  /** Live assignments of groups and users that no longer exist. */
  readonly orphaned: readonly model.Grant[];
  readonly notComparable: readonly NotComparable[];
  readonly permissionSets: SetComparison;
};

export type NotComparable = {
  /** `analysts in 111122223333 as Reader`, or the address of what is not known. */
  readonly what: string;
  readonly because: UnknownReason;
  readonly origin: Origin | undefined;
  /** Of an assignment of the code: where its author wrote it. */
  readonly writtenAt?: Origin | undefined;
};

export function compareAccess(declared: model.Access, snapshot: Snapshot, project: model.ProjectFile): Comparison {
  const { grants, vague } = compareGrants([{ access: declared, project }], snapshot);
  const living = grants.filter(({ assigned }) => !assigned || !isGone(assigned));
  const unmanaged = living.filter((it) => it.live === 'assigned');
  return {
    grants,
    both: grants.filter((it) => it.code === 'declared' && it.live === 'assigned'),
    onlyInCode: grants.filter((it) => it.live === 'absent'),
    onlyLive: unmanaged.filter((it) => it.code === 'absent'),
    elsewhere: unmanaged.filter((it) => it.code === 'elsewhere'),
    orphaned: grants.filter(({ assigned }) => assigned && isGone(assigned)),
    notComparable: [...vague.map(vagueText), ...living.flatMap(doubtful)],
    permissionSets: comparedSets(declared, snapshot, project),
  };
}

type ResolveNames = (it: model.Assignment) => model.Assignment;

/** A literal id in the code is as good as a name, where the directory tells whose it is. */
export function resolver({ groups, users, permissionSets }: model.Access): ResolveNames {
  const principals = new Map([...groups.all, ...users.all].map((it) => [it.id, it.name]));
  const sets = new Map(permissionSets.all.map((it) => [it.arn, it.name]));
  return (it) => {
    if (isKnown(it.principal) && isKnown(it.permissionSet)) return it;
    return {
      ...it,
      principal: isKnown(it.principal) ? it.principal : named(principals, it.principalId, it.principal),
      permissionSet: isKnown(it.permissionSet) ? it.permissionSet : named(sets, it.permissionSetArn, it.permissionSet),
    };
  };
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

/** `written` is the assignment before its ids were looked up. */
type Row = {
  readonly parts: model.GrantParts;
  readonly nameless: UnknownReason | undefined;
  readonly written: model.Assignment;
};

type Rows = { readonly grants: ReadonlyMap<string, Row>; readonly vague: readonly VagueAssignment[] };

function rowsOf(assignments: readonly model.Assignment[], resolveNames: ResolveNames): Rows {
  const grants = new Map<string, Row>();
  const vague: VagueAssignment[] = [];
  for (const written of assignments) {
    const it = resolveNames(written);
    const parts = partsOf(it);
    if (!parts) vague.push({ written, resolved: it });
    else if (!grants.has(model.grantKey(parts))) {
      const nameless = isKnown(it.principal) ? undefined : it.principal.because;
      grants.set(model.grantKey(parts), { parts, nameless, written });
    }
  }
  return { grants, vague };
}

/** A principal without a name is still the same one where both sides give its id. Ids that nobody resolves say no more. */
function partsOf(it: model.Assignment): model.GrantParts | undefined {
  const isNamed = isKnown(it.account) && isKnown(it.permissionSet) && missingText(it) === undefined;
  return isNamed ? model.statedGrant(it) : undefined;
}

type Doubt = (grant: model.GrantParts) => UnknownReason | undefined;
type CodeDoubt = (grant: model.GrantParts, assigned: model.Assignment) => UnknownReason | undefined;

const renamed: UnknownReason = { kind: 'names-are-pseudonyms' };

const notRead: UnknownReason = { kind: 'live-not-read' };

/** Why a declared grant without a live counterpart may be live all the same; `undefined` where it certainly is not. */
function liveDoubt({ access, pseudonymized }: Snapshot, vague: readonly VagueAssignment[]): Doubt {
  return (grant) => {
    const { assignments } = access;
    if (pseudonymized) return renamed;
    if (!listsEvery(grant.principalType, assignments)) {
      return assignments.because[0]?.because ?? { kind: 'assignments-not-listed' };
    }
    const principals = grant.principalType === 'GROUP' ? access.groups : access.users;
    const isNamed = principals.complete || principals.byName.has(grant.principal);
    if (!isNamed) return principals.because[0]?.because ?? { kind: 'principals-not-listed' };
    const other = vague.find(({ resolved }) => model.mayMatch(resolved, grant) && !isGone(resolved));
    return other && { kind: 'may-be-live', because: vagueText(other).because };
  };
}

/** Why a live grant that no code answers to may be declared all the same. A principal that is gone is named by nobody. */
function codeDoubt(
  code: readonly DeclaredCode[],
  snapshot: Snapshot | undefined,
  vague: readonly VagueAssignment[],
): CodeDoubt {
  const declared = code.map(({ access }) => access.assignments);
  const short = declared.find(({ complete }) => !complete);
  return (grant, assigned) => {
    if (snapshot?.pseudonymized) return renamed;
    if (!isKnown(assigned.principal) && !isGone(assigned)) return assigned.principal.because;
    if (declared.every(({ all }) => all.length === 0)) return { kind: 'nothing-declared' };
    if (short) return short.because[0]?.because ?? { kind: 'declared-not-known' };
    const other = vague.find(({ resolved }) => model.mayMatch(resolved, grant));
    return other && { kind: 'may-be-declared', because: vagueText(other).because };
  };
}

/** What is not known of a principal that is gone is told by its being gone. */
function doubtful(grant: model.Grant): readonly NotComparable[] {
  const { doubt, declared } = grant;
  if (doubt === undefined) return [];
  const writtenAt = declared && model.writtenAt(declared);
  return [{ what: model.grantText(grant), because: doubt, origin: declared?.origin, writtenAt }];
}

function vagueText({ resolved: it }: VagueAssignment): NotComparable {
  const because = it.wildcardBecause ?? missingText(it) ?? openParts(it)[0] ?? ({ kind: 'not-known' } as const);
  return { what: it.address, because, origin: it.origin, writtenAt: model.writtenAt(it) };
}

function openParts(it: model.Assignment): readonly UnknownReason[] {
  const parts = [it.principalType, it.principal, it.account, it.permissionSet];
  return parts.flatMap((part) => (isKnown(part) ? [] : [part.because]));
}

function missingText({ missing }: model.Assignment): UnknownReason | undefined {
  const key = missing?.permissionSet ?? missing?.principal;
  return key && { kind: 'no-such-key', key: key.key.value };
}

/** Deleting a group or a user leaves its assignments behind; a group made again has another id (user guide). */
export function isGone({ principalIsGone }: model.Assignment): boolean {
  return principalIsGone === true;
}

function isElsewhere(grant: model.GrantParts, code: readonly DeclaredCode[]): boolean {
  const { permissionSet, principalType, principal } = grant;
  const isOutside = code.some(({ project: { outside } }) => {
    const isOutsideGroup = principalType === 'GROUP' && outside.groups.includes(principal);
    return outside.permissionSets.includes(permissionSet) || isOutsideGroup;
  });
  const isDeclared = code.some(
    ({ access }) => access.permissionSets.byName.get(permissionSet)?.presence === 'declared',
  );
  return isOutside || (!isDeclared && model.controlTowerPermissionSets.has(permissionSet));
}
