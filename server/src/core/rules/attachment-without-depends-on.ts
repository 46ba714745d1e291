import { firstFew, groupBy, hops, isKnown, originAt } from '../base';
import type * as model from '../model';
import { hopText } from '../wording';
import { addressFor, waitFor } from './support/ordering';
import { groupByPlace } from './support/places';
import { defineRule, type Fix, type Located, type Note, type RelatedPlace } from './support/rule';
import { blocks, type ManagedAssignment, unorderedPairs } from './support/unordered-attachments';

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
    const pairs = declared.permissionSets.all.flatMap(({ name, attachments }) =>
      isKnown(name) ? unorderedPairs(attachments ?? [], assigned.get(name.value) ?? []) : [],
    );
    for (const { at, items } of groupByPlace(pairs, ({ first }) => first)) {
      const unordered = blocks(items.flatMap(({ attachments }) => attachments));
      const assignments = blocks(items.flatMap((it) => it.assignments));
      const [assignment] = assignments;
      if (assignment) report(at, noteOn(unordered, assignments, assignment));
    }
  },
});

function noteOn(
  attachments: readonly model.Attachment[],
  assignments: readonly ManagedAssignment[],
  assignment: ManagedAssignment,
): Note {
  const others = attachments.slice(1);
  const more = others.length === 0 ? 'this' : `this (and ${firstFew(others.map(({ resource }) => resource.address))})`;
  const which = `${firstFew(assignments.map(({ resource }) => resource.address))}, which ${assignments.length === 1 ? 'assigns' : 'assign'} the set`;
  return {
    message: `nothing orders ${more} and ${which}`,
    related: [{ at: assignment, message: 'the assignment' }, ...callsAround(assignment)],
    fixes: () => [
      ...assignments.slice(0, 3).flatMap((it) => assigningLater(it, attachments)),
      ...attachingLater(attachments, assignments),
    ],
  };
}

/** Where a module assigns, its call is what can be made to wait. */
function callsAround({ origin }: Located): readonly RelatedPlace[] {
  return hops(origin).flatMap(({ at, step }) =>
    step.kind === 'module-call' ? [{ at: { origin: originAt(at) }, message: hopText(step) }] : [],
  );
}

/** With the attachments first, no account gets the set without them; and unassigning comes before anything is detached. */
function assigningLater(assignment: ManagedAssignment, attachments: readonly model.Attachment[]): readonly Fix[] {
  const addresses = attachments.map(({ resource }) => addressFor(assignment.resource, resource));
  return waitFor(`Make ${assignment.resource.address} wait for the policies`, assignment, addresses);
}

function attachingLater(
  attachments: readonly model.Attachment[],
  assignments: readonly ManagedAssignment[],
): readonly Fix[] {
  const [only, ...others] = attachments;
  if (!only || others.length > 0) return [];
  const addresses = assignments.map(({ resource }) => addressFor(only.resource, resource));
  return waitFor('Make this wait for the assignments', only, addresses);
}
