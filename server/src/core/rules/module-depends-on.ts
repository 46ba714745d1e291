import type * as model from '../model';
import { defineRule } from './support/rule';

/** One `depends_on` on a module is a `depends_on` on every data source in it. */
export const moduleDependsOn = defineRule({
  name: 'module-depends-on',
  summary: 'A `depends_on` on a module makes assignments "known after apply" whenever anything it names changes.',
  severity: 'hint',
  reads: ['declared'],

  check({ declared }, report) {
    for (const waiting of declared.configuration?.moduleDependencies ?? []) {
      const [first] = [...waiting.dependsOn].filter((it) => it.mode === 'managed');
      const assignments = declared.assignments.all.filter(
        ({ resource }) => resource && dependsOnModuleData(resource, waiting),
      );
      if (!first || assignments.length === 0) continue;
      report(waiting, { message: message(first, assignments) });
    }
  },
});

function message({ address }: model.Resource, assignments: readonly model.Assignment[]): string {
  const count = assignments.some((it) => it.wildcardBecause !== undefined) ? 'the' : `${assignments.length}`;
  const what = assignments.length === 1 && count !== 'the' ? '1 assignment becomes' : `${count} assignments become`;
  return `while ${address} changes, this module's data sources wait for the apply and ${what} "known after apply"`;
}

/** Whether its arguments come from a data source of the module, with no resource in between that keeps its own values. */
function dependsOnModuleData(assignment: model.Resource, { address, root }: model.ModuleDependency): boolean {
  const reached = new Set(assignment.references);
  for (const it of reached) {
    if (it.mode !== 'data') continue;
    if (it.root === root && it.address.startsWith(`${address}.`)) return true;
    for (const next of it.references) reached.add(next);
  }
  return false;
}
