import { hops, isKnown, type Known } from '../base';
import * as model from '../model';
import { deploymentScope } from './support/places';
import { defineRule, type Fix, type Located, type RuleContext } from './support/rule';

/**
 * CreatePermissionSet answers with a ConflictException, which the provider takes for a delay and retries for up to an hour
 * (hashicorp/terraform-provider-aws #38544). Whether a state has the set already can't be seen from here.
 */
export const permissionSetNameTaken = defineRule({
  name: 'permission-set-name-taken',
  summary: 'A permission set is new since the Git revision compared with, and AWS has one of that name already.',
  severity: 'warning',
  reads: ['declared', 'live', 'before'],
  fixable: true,

  check(context, report) {
    const { declared, live, before } = context;
    if (!before.permissionSets.includesAllDeclared || live.pseudonymized) return;
    for (const set of declared.permissionSets.all) {
      const { name } = set;
      if (!isKnown(name) || !isMadeByTerraform(set) || isMade(before, name) || isOfControlTower(name)) continue;
      const taken = live.access.permissionSets.byName.get(name.value);
      if (!taken || deploymentScope(set, [name]) !== '') continue;
      report(name, {
        message: `AWS already has a permission set named "${name.value}", and this one is new: creating it would wait for up to an hour and fail, unless it is imported`,
        fixes: () => importing(set, taken, context),
      });
    }
  },
});

function isMadeByTerraform({ presence, resource }: model.PermissionSet): boolean {
  return presence === 'declared' && resource?.mode === 'managed' && !resource.isImported;
}

function isMade(before: model.Access, { value }: Known<string>): boolean {
  return before.permissionSets.all.some(({ name, presence }) => {
    return presence === 'declared' && isKnown(name) && name.value === value;
  });
}

/** Those are Control Tower's, which another rule says; importing them would be wrong. */
function isOfControlTower({ value }: Known<string>): boolean {
  return model.controlTowerPermissionSets.has(value);
}

/** An import block stands in the root module: behind the resource, or behind the call of the module that has it. */
function importing(
  set: model.PermissionSet,
  { arn }: model.PermissionSet,
  { live }: RuleContext<'live'>,
): readonly Fix[] {
  const at = placeInRoot(set);
  if (arn === undefined || !at || /\[\*\]/.test(set.address)) return [];
  const text = `import {\n  to = ${set.address}\n  id = "${arn},${live.instance.arn}"\n}`;
  return [{ title: 'Import the one AWS has', safe: false, change: { kind: 'add-block', text, at } }];
}

function placeInRoot({ address, origin, resource }: model.PermissionSet): Located | undefined {
  if (!address.startsWith('module.')) return { origin };
  const inRoot = hops(origin).filter(({ at }) => folderOf(at.path) === resource?.root);
  const outermost = inRoot.at(-1);
  return outermost && { origin: { at: outermost.at } };
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}
