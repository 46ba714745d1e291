/**
 * Compare code with live: the comparison as plain JSON, with the file and line of what the code says and the API of what
 * AWS says. `idc diff` prints it; an editor shows it.
 */
import type * as report from '../../../protocol';
import type { Analysis } from '../../analysis';
import { compareText, isKnown } from '../../base';
import { compareAccess, type DifferingSet, type NotComparable, type Snapshot } from '../../live';
import * as model from '../../model';
import { gapFacts, unknownText } from '../../wording';
import type { LinesOf } from '../access-report';
import { grantPlace, type PlaceOf, placeIn } from '../place';

/** What an analysis says, and how to find its lines. `before` is the code at an earlier revision, for `namesTaken`. */
export type ComparedCode = {
  readonly analysis: Analysis;
  readonly linesOf: LinesOf;
  readonly before?: model.Access | undefined;
};

export function comparisonReport(code: ComparedCode, snapshot: Snapshot): report.ComparisonReport {
  const { declared, project } = code.analysis;
  const place = placeIn(code.linesOf);
  const comparison = compareAccess(declared, snapshot, project);
  const grants = grantReporter(code, snapshot);
  const { differing, onlyInCode, onlyLive, notComparable } = comparison.permissionSets;
  return {
    version: 1,
    takenAt: snapshot.takenAt,
    instance: snapshot.instance.arn,
    both: grants(comparison.both),
    onlyInCode: grants(comparison.onlyInCode),
    onlyLive: grants(comparison.onlyLive),
    elsewhere: grants(comparison.elsewhere),
    orphaned: grants(comparison.orphaned),
    permissionSets: {
      differing: differing.map((it) => differingReport(it, place)),
      onlyInCode: onlyInCode.flatMap((it) => setReport(it, place)),
      onlyLive: onlyLive.flatMap((it) => setReport(it, place)),
    },
    namesTaken: namesTaken(code, snapshot).flatMap((it) => setReport(it, place)),
    notComparable: [...comparison.notComparable, ...notComparable].map((it) => notComparableReport(it, place)),
    gaps: snapshot.gaps.map(gapFacts),
  };
}

function notComparableReport(it: NotComparable, place: PlaceOf): report.NotComparableReport {
  const { what, because, origin, writtenAt } = it;
  const { file, line } = writtenAt ? place(writtenAt) : {};
  return {
    what,
    because: unknownText(because),
    ...(origin ? place(origin) : {}),
    ...(file === undefined || line === undefined ? {} : { writtenAt: { file, line } }),
  };
}

/** Whether anything is not as the code says it. What could not be compared is no drift. */
export function hasDrift(it: report.ComparisonReport): boolean {
  const { differing, onlyInCode, onlyLive } = it.permissionSets;
  const lists = [it.onlyInCode, it.onlyLive, it.orphaned, differing, onlyInCode, onlyLive, it.namesTaken];
  return lists.some((list) => list.length > 0);
}

/**
 * Permission sets that the code makes since the revision and AWS has already: creating them meets a ConflictException
 * that the provider retries for up to an hour (terraform-provider-aws #38544).
 */
function namesTaken({ analysis, before }: ComparedCode, { access }: Snapshot): readonly model.PermissionSet[] {
  if (!before) return [];
  const made = [...analysis.declared.permissionSets.byName].filter(([, set]) => set.presence === 'declared');
  return made.flatMap(([name, set]) => {
    const live = access.permissionSets.byName.get(name);
    const isNew = before.permissionSets.byName.get(name)?.presence !== 'declared';
    return live && isNew ? [{ ...set, arn: live.arn }] : [];
  });
}

function grantReporter({ analysis, linesOf }: ComparedCode, { access }: Snapshot) {
  const place = placeIn(linesOf);
  const { declared, project } = analysis;
  const names = accountNamesIn([declared.accounts, access.accounts]);
  const one = ({ declared: inCode, assigned, principalType, principal, account, permissionSet }: model.Grant) => {
    const accountName = names.get(account);
    return {
      principalType,
      principal,
      account,
      ...(accountName === undefined ? {} : { accountName }),
      permissionSet,
      production: [declared.accounts, access.accounts].some((it) => model.isProduction(project, it, account)),
      ...grantPlace(place, inCode),
      ...(assigned ? { saidBy: assigned.origin.at.path.replace(/^live:/, '') } : {}),
    };
  };
  return (grants: readonly model.Grant[]): readonly report.LiveGrantReport[] => grants.map(one).toSorted(byGrant);
}

/** What the later listings call an account wins: AWS's own name, where it is known. */
function accountNamesIn(listings: readonly model.Listing<model.Account>[]): ReadonlyMap<string, string> {
  const named = listings.flatMap(({ all }) =>
    all.flatMap(({ id, name }) => (isKnown(id) && name && isKnown(name) ? [[id.value, name.value] as const] : [])),
  );
  return new Map(named);
}

function byGrant(a: report.GrantReport, b: report.GrantReport): number {
  return compareText(grantKey(a), grantKey(b));
}

function grantKey({ principalType, principal, account, permissionSet }: report.GrantReport): string {
  return [principalType, principal, account, permissionSet].join('\n');
}

function setReport(set: model.PermissionSet, place: PlaceOf): readonly report.NamedSetReport[] {
  if (!isKnown(set.name)) return [];
  const { arn, address, origin } = set;
  const isLive = address === arn;
  return [{ name: set.name.value, ...(isLive ? {} : { address }), ...(arn && { arn }), ...place(origin) }];
}

function differingReport({ name, inCode, live, differences }: DifferingSet, place: PlaceOf): report.DifferingSetReport {
  return {
    name,
    address: inCode.address,
    ...(live.arn && { arn: live.arn }),
    ...place(inCode.origin),
    differences: differences.map(({ origin, ...it }) => ({ ...it, ...place(origin) })),
  };
}
