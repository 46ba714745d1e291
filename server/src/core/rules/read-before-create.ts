import { groupBy, isKnown } from '../base';
import * as model from '../model';
import { referenceFix } from './support/reference-fix';
import { defineRule } from './support/rule';

type Target = model.PermissionSet | model.Group;

/** Terraform reads a data source while it plans, unless something in the plan must come first. */
export const readBeforeCreate = defineRule({
  name: 'read-before-create',
  summary:
    'A data source looks up a permission set, group or user that the same code creates, and does not wait for it.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const { what, list, attribute } of kinds(declared)) {
      const made = groupBy(list.filter(isMade), nameOf);
      const missed = list.filter(isLookUp).flatMap((lookUp) => {
        const later = made.get(nameOf(lookUp))?.find((it) => isMissed(lookUp, it));
        return later ? [{ lookUp, later }] : [];
      });
      for (const pairs of groupBy(missed, ({ lookUp }) => lookUp.resource).values()) {
        const [first] = pairs;
        if (!first) continue;
        const { lookUp, later } = first;
        report(lookUp, {
          message: message(what, pairs),
          related: [{ at: later, message: `${later.address} is made here` }],
          fixes: () => referenceFix(later, attribute, { name: lookUp.name, block: lookUp }),
        });
      }
    }
  },
});

type Missed = { readonly lookUp: Target; readonly later: Target };

/** A `for_each` misses all of them in one place. */
function message(what: string, pairs: readonly Missed[]): string {
  const names = pairs.map(({ lookUp }) => `"${nameOf(lookUp)}"`);
  const shown = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  const list = shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown[0];
  const subject = names.length > 1 ? `the ${what}s ${list} are` : `the ${what} ${list} is`;
  return `${subject} looked up before this code makes ${names.length > 1 ? 'them' : 'it'}: the first plan fails`;
}

type Kind = { readonly what: string; readonly list: readonly Target[]; readonly attribute: string };

function kinds({ permissionSets, groups, users }: model.Access): readonly Kind[] {
  return [
    { what: 'permission set', list: permissionSets.all, attribute: 'name' },
    { what: 'group', list: groups.all, attribute: 'display_name' },
    { what: 'user', list: users.all, attribute: 'user_name' },
  ];
}

/** What stands for any number of things may stand for none. */
function isMade({ presence, name, resource, wildcardBecause }: Target): boolean {
  return presence === 'declared' && isKnown(name) && wildcardBecause === undefined && resource?.isImported === false;
}

function isLookUp({ presence, name, resource, wildcardBecause }: Target): boolean {
  return presence === 'looked-up' && isKnown(name) && wildcardBecause === undefined && resource?.isChecked === false;
}

function nameOf({ name }: Target): string {
  return isKnown(name) ? name.value : '';
}

/** Only what one run of Terraform both reads and makes, in one account, can be missed. */
function isMissed({ resource: lookUp }: Target, { resource: made }: Target): boolean {
  if (!lookUp || !made) return false;
  const isTogether = lookUp.root === made.root && lookUp.provider === made.provider;
  return isTogether && !model.comesAfter(lookUp, made);
}
