/** What a change grants: the declared access of two versions, compared triple by triple and set by set. */
import type * as report from '../../protocol';
import type { Analysis } from '../analysis';
import { compareText, isKnown } from '../base';
import * as model from '../model';
import { accessReport } from './access-report';
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
  const isAlone = (it: PlacedGrant) => !changed.has(placeKey(it));
  const asked = { added: added.filter(isAskedIn(after)), removed: removed.filter(isAskedIn(before)) };
  const places = new Set([...asked.added, ...asked.removed].map(placeKey));
  const diff: report.AccessDiff = {
    version: 1,
    since,
    added: sorted(asked.added.filter(isAlone)),
    removed: sorted(asked.removed.filter(isAlone)),
    changed: [...changed.values()]
      .filter((it) => places.has(placeKey(it)))
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

/** By triple. Rows with an unknown part are no triples; they are among the unknowns. */
function grantsOf({ analysis, linesOf }: Side): ReadonlyMap<string, report.GrantReport> {
  const accounts = new Map(analysis.declared.accounts.all.flatMap(nameOfAccount));
  const grants = new Map<string, report.GrantReport>();
  for (const row of accessReport(analysis.declared, [], linesOf).assignments) {
    const grant = grantOf(row, accounts, analysis);
    if (grant) grants.set(`${placeKey(grant)} ${grant.permissionSet}`, grant);
  }
  return grants;
}

function nameOfAccount({ id, name }: model.Account): readonly (readonly [string, string])[] {
  return isKnown(id) && name && isKnown(name) ? [[id.value, name.value]] : [];
}

function grantOf(
  row: report.AssignmentReport,
  names: ReadonlyMap<string, string>,
  { project, declared }: Analysis,
): report.GrantReport | undefined {
  const { principalType } = row;
  const principal = row.principal ?? row.principalId;
  const account = row.account ?? row.accountRef;
  const permissionSet = row.permissionSet ?? row.permissionSetArn;
  if (!principalType || !principal || !account || !permissionSet) return undefined;
  const accountName = names.get(account);
  const production = model.isProduction(project, declared.accounts, account);
  return {
    principalType,
    principal,
    account,
    ...(accountName === undefined ? {} : { accountName }),
    permissionSet,
    production,
    ...(row.file === undefined || row.line === undefined ? {} : { file: row.file, line: row.line }),
  };
}

type PlacedGrant = Pick<report.GrantReport, 'principalType' | 'principal' | 'account'>;

function placeKey({ principalType, principal, account }: PlacedGrant): string {
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

function becameUnknown(before: Side, after: Side): readonly report.UnknownReport[] {
  const nameOf = (it: { readonly address?: string; readonly attribute: string }) => `${it.address} ${it.attribute}`;
  const old = new Set(before.analysis.unknowns.map(nameOf));
  const now = accessReport(after.analysis.declared, after.analysis.unknowns, after.linesOf).unknown;
  return now.filter((it) => !old.has(nameOf(it))).filter(isAskedIn(after));
}

function sorted(grants: readonly report.GrantReport[]): readonly report.GrantReport[] {
  return grants.toSorted((a, b) => compareText(placeKey(a) + a.permissionSet, placeKey(b) + b.permissionSet));
}
