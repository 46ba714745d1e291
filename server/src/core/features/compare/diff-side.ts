/** One of two versions that are compared, and what of a comparison is about the files that somebody asked about. */
import type * as report from '../../../protocol';
import type { Analysis } from '../../analysis';
import { isKnown, type Origin } from '../../base';
import type * as model from '../../model';
import type { LinesOf } from '../access-report';
import type { GrantPlace } from '../place';
import { blastRadius } from './blast-radius';

export type Side = {
  readonly analysis: Analysis;
  readonly linesOf: LinesOf;
  /** Which files are asked about; all of them where it is not given. */
  readonly isWanted?: ((path: string) => boolean) | undefined;
};

/** What stands in no file is everybody's; what is written in one file and made by another is of both. */
export function isAskedIn({ isWanted = () => true }: Side): (it: GrantPlace) => boolean {
  return ({ file, writtenAt }) =>
    file === undefined || isWanted(file) || (writtenAt !== undefined && isWanted(writtenAt.file));
}

/** Whether a file that is asked about makes the permission set of that name, or gives it a value. */
export function hasPart(name: string, { analysis, isWanted = () => true }: Side): boolean {
  const set = analysis.declared.permissionSets.byName.get(name);
  return set !== undefined && originsOf(set).some(({ at }) => isWanted(at.path));
}

function originsOf(set: model.PermissionSet): readonly Origin[] {
  const { permissionsBoundary: boundary, sessionDuration, relayState, inlinePolicy } = set;
  const references = set.customerManagedPolicies.map(({ name }) => name);
  const limit = boundary?.kind === 'aws-managed' ? boundary.arn : boundary?.reference.name;
  const values = [sessionDuration, relayState, ...set.managedPolicies, ...references, inlinePolicy, limit];
  return [set.origin, ...values.flatMap((it) => (it ? [it.origin] : []))];
}

/** The blast radius, of the permission sets and assignments in files that are asked about. */
export function blastRadiusWithin(before: Side, after: Side): report.BlastRadiusReport {
  const whole = blastRadius(before.analysis.declared, after.analysis.declared);
  const isAsked = (name: string) => hasPart(name, before) || hasPart(name, after);
  return {
    reprovisioned: whole.reprovisioned.filter(({ permissionSet }) => isAsked(permissionSet)),
    rolesRemoved: whole.rolesRemoved.flatMap(({ permissionSet, accounts }) => {
      const left = accounts.filter((account) => isAssignedIn(before, permissionSet, account));
      return left.length === 0 ? [] : [{ permissionSet, accounts: left }];
    }),
    renamed: whole.renamed.filter((it) => isAsked(it.before) || isAsked(it.permissionSet)),
  };
}

function isAssignedIn({ analysis, isWanted = () => true }: Side, set: string, account: string): boolean {
  return analysis.declared.assignments.all.some(
    (it) => hasValue(it.permissionSet, set) && hasValue(it.account, account) && isWanted(it.origin.at.path),
  );
}

function hasValue(it: model.Assignment['account'], text: string): boolean {
  return isKnown(it) && it.value === text;
}
