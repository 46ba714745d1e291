import { isKnown, type Known } from '../base';
import type * as model from '../model';
import { defineRule, type Fix } from './support/rule';

/** SSO Admin API, `PermissionSetName`. The provider's own pattern is not tied to the ends: `my set!` passes the plan. */
const pattern = /^[\w+=,.@-]+$/;
const maxLength = 32;

export const invalidPermissionSetName = defineRule({
  name: 'invalid-permission-set-name',
  summary: 'The name of a permission set is longer than 32 characters, or has characters that AWS does not allow.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const { name, presence } of declared.permissionSets.all) {
      if (presence !== 'declared' || !isKnown(name)) continue;
      const reason = reasonAgainst(name.value);
      if (reason !== undefined) {
        report(name, { message: `"${name.value}" ${reason}`, fixes: () => fixesFor(name, declared) });
      }
    }
  },
});

function reasonAgainst(name: string): string | undefined {
  if (name === '') return 'is no name for a permission set: it needs at least one character';
  if (!pattern.test(name)) return 'is no name for a permission set: letters, digits and _ + = , . @ - are allowed';
  if (name.length > maxLength) return `is too long for a permission set: ${name.length} characters, and AWS allows 32`;
  return undefined;
}

/** Renames it wherever this code says the name; what a shorter name would be is for the author to say. */
function fixesFor(name: Known<string>, { assignments }: model.Access): readonly Fix[] {
  const allowed = allowedForm(name.value);
  if (allowed === '' || allowed === name.value || allowed.length > maxLength) return [];
  const uses = assignments.all.flatMap(({ permissionSet }) =>
    isKnown(permissionSet) && permissionSet.value === name.value ? [permissionSet] : [],
  );
  const change = { kind: 'rename', places: [name, ...uses], with: allowed } as const;
  return [{ title: `Rename to "${allowed}"`, safe: false, change }];
}

/** Letters without their marks, and a dash for whatever else is between them. */
function allowedForm(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const dashed = plain.replaceAll(/[^\w+=,.@-]+/g, '\n').trim();
  return dashed.replaceAll('\n', '-');
}
