import { isKnown } from '../base';
import * as model from '../model';
import { defineRule } from './support/rule';

/** Each apply of the one undoes what the other did. Another root may be about another instance, and is not looked at. */
export const exclusiveAttachmentConflict = defineRule({
  name: 'exclusive-attachment-conflict',
  summary: 'A permission set has an exclusive attachment resource and single attachments of the same kind.',
  severity: 'error',
  reads: ['declared'],

  check({ declared }, report) {
    for (const set of declared.permissionSets.all) {
      const certain = (set.attachments ?? []).filter((it) => it.wildcardBecause === undefined);
      for (const single of certain.filter((it) => !it.isExclusive)) {
        const exclusive = certain.find((it) => it.isExclusive && it.kind === single.kind && !mayDetach(it, single));
        if (!exclusive) continue;
        report(single, {
          message: `${exclusive.address} takes this attachment away from ${labelOf(set)}, and the next apply puts it back`,
          related: [{ at: exclusive, message: 'the exclusive one' }],
        });
      }
    }
  },
});

/** An exclusive one that is made from the single ones, as a guard against others, leaves them alone. */
function mayDetach(exclusive: model.Attachment, single: model.Attachment): boolean {
  if (!model.comesAfter(exclusive.resource, single.resource)) return false;
  const listed = policiesOf(exclusive);
  const isOpen = exclusive.mayHaveMore || listed.includes(undefined);
  return policiesOf(single).every((policy) => policy === undefined || isOpen || listed.includes(policy));
}

function policiesOf({ awsManaged, customerManaged }: model.Attachment): readonly (string | undefined)[] {
  return [...awsManaged, ...customerManaged.map(({ name }) => name)].map((it) => (isKnown(it) ? it.value : undefined));
}

function labelOf({ name, address }: model.PermissionSet): string {
  return isKnown(name) ? `"${name.value}"` : address;
}
