import { firstFew } from '../base';
import { openFailures, type ProvisioningRequest } from '../live';
import type { Grant } from '../model';
import { accountLabels, comparisonOf, grantedAt } from './support/comparison';
import { groupByPlace } from './support/places';
import { defineRule, type Located } from './support/rule';

/** The code may be ahead of its apply, so this is a note; a failed apply has a rule of its own. */
export const assignmentNotLive = defineRule({
  name: 'assignment-not-live',
  summary: 'An assignment is declared, and AWS does not have it.',
  severity: 'info',
  reads: ['declared', 'live'],

  check({ declared, live, project }, report) {
    const label = accountLabels(declared, live, project);
    const failures = openFailures(live.requests);
    const absent = comparisonOf(declared, live, project).onlyInCode.filter((it) => !hasFailed(it, failures));
    for (const { at, items } of groupByPlace(absent, placeOf)) {
      const grants = items.map((it) => `${it.principal} in ${label(it.account)} as ${it.permissionSet}`);
      const verb = items.length === 1 ? 'is' : 'are';
      report(at, { message: `${firstFew(grants)} ${verb} not live: not applied yet, or taken away in AWS` });
    }
  },
});

function placeOf({ declared }: Grant): Located {
  if (!declared) throw new Error('a grant that is only in code has a place there');
  return grantedAt(declared);
}

function hasFailed(grant: Grant, failures: readonly ProvisioningRequest[]): boolean {
  return failures.some(
    (it) =>
      it.kind === 'assignment-creation' &&
      it.permissionSet === grant.permissionSet &&
      it.account === grant.account &&
      it.principal === grant.principal,
  );
}
