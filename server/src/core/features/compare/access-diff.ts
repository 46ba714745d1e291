/** What a change grants: the declared access of two versions, compared grant by grant and set by set. */
import type * as report from '../../../protocol';
import { compareText, isKnown } from '../../base';
import * as model from '../../model';
import { accessReport } from '../access-report';
import { grantPlace, placeIn } from '../place';
import { applyTime } from './apply-time';
import { changedPermissionSets } from './changed-permission-sets';
import { blastRadiusWithin, hasPart, isAskedIn, type Side } from './diff-side';

export type { Side } from './diff-side';

/** Compared as a whole, since what one file takes away another may give; told as far as the files are asked about. */
export function accessDiff(since: string, before: Side, after: Side): report.AccessDiff {
  const old = grantsOf(before);
  const now = grantsOf(after);
  const added = [...now].filter(([key]) => !old.has(key)).map(([, grant]) => grant);
  const removed = [...old].filter(([key]) => !now.has(key)).map(([, grant]) => grant);
  const changed = pairs(removed, added);
  const isAlone = (it: Entrance) => !changed.has(placeKey(it));
  const asked = { added: added.filter(isAskedIn(after)), removed: removed.filter(isAskedIn(before)) };
  const places = new Set([...asked.added, ...asked.removed].map(placeKey));
  const diff: report.AccessDiff = {
    version: 1,
    since,
    added: sorted(asked.added.filter(isAlone)),
    removed: sorted(asked.removed.filter(isAlone)),
    changed: [...changed.values()]
      .filter((it) => places.has(placeKey(it)))
      .map(atItsSet(after))
      .toSorted((a, b) => compareText(placeKey(a), placeKey(b))),
    permissionSets: changedPermissionSets(before.analysis.declared, after.analysis.declared).filter(
      ({ name }) => hasPart(name, before) || hasPart(name, after),
    ),
    becameUnknown: becameUnknown(before, after),
  };
  const { low, high, because, warnings } = applyTime(diff);
  return {
    ...diff,
    applyTime: { lowSeconds: Math.round(low), highSeconds: Math.round(high), because, warnings },
    blastRadius: blastRadiusWithin(before, after),
  };
}

/** By what tells one from another. Where a part is not known it is among the unknowns. */
function grantsOf({ analysis, linesOf }: Side): ReadonlyMap<string, report.GrantReport> {
  const { declared, project } = analysis;
  const names = new Map(declared.accounts.all.flatMap(nameOfAccount));
  const place = placeIn(linesOf);
  const grants = new Map<string, report.GrantReport>();
  for (const assignment of declared.assignments.all) {
    const parts = model.statedGrant(assignment);
    if (!parts || grants.has(model.grantKey(parts))) continue;
    const accountName = names.get(parts.account);
    grants.set(model.grantKey(parts), {
      ...parts,
      ...(accountName === undefined ? {} : { accountName }),
      production: model.isProduction(project, declared.accounts, parts.account),
      ...grantPlace(place, assignment),
    });
  }
  return grants;
}

function nameOfAccount({ id, name }: model.Account): readonly (readonly [string, string])[] {
  return isKnown(id) && name && isKnown(name) ? [[id.value, name.value]] : [];
}

type Entrance = Pick<report.GrantReport, 'principalType' | 'principal' | 'account'>;

function placeKey({ principalType, principal, account }: Entrance): string {
  return JSON.stringify([principalType, principal, account]);
}

/** One set taken and one given to the same principal in the same account is a change of set. */
function pairs(
  removed: readonly report.GrantReport[],
  added: readonly report.GrantReport[],
): ReadonlyMap<string, report.ChangedGrantReport> {
  const changed = new Map<string, report.ChangedGrantReport>();
  for (const { permissionSet, ...place } of added) {
    const key = placeKey(place);
    const [old, ...others] = removed.filter((it) => placeKey(it) === key);
    const alone = others.length === 0 && added.filter((it) => placeKey(it) === key).length === 1;
    if (old && alone) changed.set(key, { ...place, before: old.permissionSet, after: permissionSet });
  }
  return changed;
}

/** Of a changed set, the line that names the set is the one that was edited. */
function atItsSet({ analysis, linesOf }: Side): (grant: report.ChangedGrantReport) => report.ChangedGrantReport {
  const byKey = new Map(analysis.declared.assignments.all.map((it) => [keyOf(it), it]));
  const place = placeIn(linesOf);
  return (grant) => {
    const own = byKey.get(model.grantKey({ ...grant, permissionSet: grant.after }));
    const { file, line } = own ? place(model.setWrittenAt(own)) : {};
    return file === undefined || line === undefined ? grant : { ...grant, writtenAt: { file, line } };
  };
}

function keyOf(assignment: model.Assignment): string | undefined {
  const parts = model.statedGrant(assignment);
  return parts && model.grantKey(parts);
}

function becameUnknown(before: Side, after: Side): readonly report.UnknownReport[] {
  const nameOf = (it: { readonly address?: string; readonly attribute: string }) => `${it.address} ${it.attribute}`;
  const old = new Set(before.analysis.unknowns.map(nameOf));
  const now = accessReport(after.analysis.declared, after.analysis.unknowns, after.linesOf).unknown;
  return now.filter((it) => !old.has(nameOf(it))).filter(isAskedIn(after));
}

function sorted(grants: readonly report.GrantReport[]): readonly report.GrantReport[] {
  return grants.toSorted((a, b) => compareText(placeKey(a) + a.permissionSet, placeKey(b) + b.permissionSet));
}
