import { groupBy, isKnown } from '../base';
import * as model from '../model';
import { addressFor } from './ordering';
import { firstFew } from './places';
import { defineRule, type Fix, type Located } from './rule';

/**
 * Without an order both are made, and taken away, at once: an attachment that goes while its set is being unassigned fails
 * with a 404 (hashicorp/terraform-provider-aws #33337, #35158). Either order is deliberate, and neither is reported.
 */
export const attachmentWithoutDependsOn = defineRule({
  name: 'attachment-without-depends-on',
  summary: 'Nothing orders the policy attachments of a permission set and its assignments.',
  severity: 'hint',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    const assigned = groupBy(declared.assignments.all, ({ permissionSet }) =>
      isKnown(permissionSet) ? permissionSet.value : '',
    );
    for (const { name, attachments } of declared.permissionSets.all) {
      if (!isKnown(name)) continue;
      for (const attachment of attachments ?? []) {
        const loose = unordered(attachment, assigned.get(name.value) ?? []);
        const [first] = loose;
        if (!first) continue;
        report(attachment, {
          message: `nothing orders this and ${firstFew(loose.map(({ resource }) => resource.address))}, which assigns the set`,
          related: [{ at: first, message: 'the assignment' }],
          fixes: () => orders(attachment, first),
        });
      }
    }
  },
});

type Made = model.Assignment & { readonly resource: model.Resource };

function unordered({ resource }: model.Attachment, assignments: readonly model.Assignment[]): readonly Made[] {
  return assignments.filter((it): it is Made => {
    if (it.resource?.root !== resource.root) return false;
    return !model.comesAfter(it.resource, resource) && !model.comesAfter(resource, it.resource);
  });
}

/** With the attachments first, no account gets the set without them; and unassigning comes before anything is detached. */
function orders(attachment: model.Attachment, assignment: Made): readonly Fix[] {
  return [
    ...waiting('Assign the set after this', assignment, addressFor(assignment.resource, attachment.resource)),
    ...waiting('Attach this after the assignment', attachment, addressFor(attachment.resource, assignment.resource)),
  ];
}

function waiting(title: string, { origin }: Located, address: string | undefined): readonly Fix[] {
  if (address === undefined) return [];
  const at = { origin: { at: origin.at } };
  return [{ title, safe: false, change: { kind: 'depend-on', addresses: [address], at } }];
}
