/** Attachments of policies and assignments of one permission set that no reference and no `depends_on` puts in an order. */
import { groupBy } from '../../base';
import * as model from '../../model';

/** An assignment that a block of the code makes. */
export type ManagedAssignment = model.Assignment & { readonly resource: model.Resource };

/** What is unordered of one set; it stands at the first of its attachments. */
export type Unordered = {
  readonly first: model.Attachment;
  readonly attachments: readonly model.Attachment[];
  readonly assignments: readonly ManagedAssignment[];
};

/** Terraform orders blocks, so one instance of each is asked. */
export function unorderedPairs(
  attachments: readonly model.Attachment[],
  assignments: readonly model.Assignment[],
): readonly Unordered[] {
  const managed = blocks(assignments.filter((it): it is ManagedAssignment => it.resource !== undefined));
  const unordered = blocks(attachments).map((it) => ({ it, with: managed.filter((other) => isUnordered(it, other)) }));
  const found = unordered.filter((it) => it.with.length > 0);
  const [first] = found;
  if (!first) return [];
  return [{ first: first.it, attachments: found.map(({ it }) => it), assignments: found.flatMap((it) => it.with) }];
}

function isUnordered({ resource }: model.Attachment, { resource: other }: ManagedAssignment): boolean {
  if (other.root !== resource.root) return false;
  return !model.comesAfter(other, resource) && !model.comesAfter(resource, other);
}

/** The first instance of each block. */
export function blocks<T extends { readonly resource: model.Resource }>(items: readonly T[]): readonly T[] {
  return [...groupBy(items, (it) => it.resource).values()].flatMap((own) => own.slice(0, 1));
}
