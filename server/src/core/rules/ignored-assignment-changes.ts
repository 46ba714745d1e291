import { rowOf } from '../base';
import { groupByPlace } from './support/places';
import { defineRule, type Fix } from './support/rule';

/** Terraform replaces an assignment when one of these changes; told to ignore it, it keeps the old one for ever. */
export const ignoredAssignmentChanges = defineRule({
  name: 'ignored-assignment-changes',
  summary: 'An assignment ignores changes of its principal, permission set or account.',
  severity: 'warning',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    const ignored = declared.assignments.all.flatMap((it) => it.ignoredChanges ?? []);
    for (const { at, items } of groupByPlace(ignored, (it) => it)) {
      const name = items[0]?.value ?? '';
      const consequence = rowOf(consequences, name);
      if (consequence !== undefined) report(at, { message: consequence, fixes: () => [removal(name)] });
    }
  },
});

const never = 'is never assigned';
const consequences: Readonly<Record<string, string>> = {
  principal_id: `changes of "principal_id" are ignored: a group or user that replaces another ${never}`,
  permission_set_arn: `changes of "permission_set_arn" are ignored: a permission set that replaces another ${never}`,
  target_id: 'changes of "target_id" are ignored: another account in the code is not assigned',
  all: `all changes are ignored: a group or permission set that replaces another ${never}`,
};

function removal(name: string): Fix {
  return {
    title: name === 'all' ? 'Ignore no changes' : `Do not ignore "${name}"`,
    safe: false,
    change: { kind: 'remove-entry' },
  };
}
