/** What a request names, found or refused. */
import type { Call } from '../../call';
import { principalId } from '../../stable-id';
import { type EmulatorState, type Group, type Membership, nextNumber, type User } from '../../state';
import { type AwsError, conflict, notFound } from '../../wire/aws-error';
import { isFields, list, optionalFields, text } from '../../wire/fields';

/** The world, once the request has named a store that is there. */
export function store({ world, input }: Call): EmulatorState {
  const id = text(input, 'IdentityStoreId');
  if (world.instances.some((each) => each.identityStore === id)) return world;
  throw notFound(`IdentityStore not found: ${id}`, { ResourceType: 'IDENTITY_STORE', ResourceId: id });
}

export const membershipsWhere = (call: Call, holds: (it: Membership) => boolean): readonly Membership[] =>
  [...store(call).memberships.values()].filter(holds);

export const member = ({ input }: Call): string => text(optionalFields(input, 'MemberId') ?? {}, 'UserId');

export function demandUser(call: Call): User {
  const id = text(call.input, 'UserId');
  const found = store(call).users.get(id);
  if (found === undefined) throw notFound('USER not found.', { ResourceType: 'USER', ResourceId: id });
  return found;
}

export function demandGroup(call: Call): Group {
  const id = text(call.input, 'GroupId');
  const found = store(call).groups.get(id);
  if (found === undefined) throw notFound('GROUP not found.', { ResourceType: 'GROUP', ResourceId: id });
  return found;
}

export function demandMembership(call: Call): Membership {
  const id = text(call.input, 'MembershipId');
  const found = store(call).memberships.get(id);
  if (found === undefined) throw notFound('GROUP_MEMBERSHIP not found.', { ResourceType: 'GROUP_MEMBERSHIP' });
  return found;
}

export const taken = (what: string): AwsError =>
  conflict(`Duplicate ${what}. A resource with this identifier already exists.`, {
    Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION',
  });

export const newId = ({ world, input }: Call, kind: string, name: string): string =>
  principalId(text(input, 'IdentityStoreId'), kind, name, nextNumber(world));

/** `[{ AttributePath, AttributeValue }]` as a map, paths in lower case. */
export const operations = ({ input }: Call): ReadonlyMap<string, unknown> =>
  new Map(
    list(input, 'Operations')
      .filter(isFields)
      .map((it) => [text(it, 'AttributePath').toLowerCase(), it.AttributeValue]),
  );

export const changed = (to: unknown, from: string): string => (typeof to === 'string' ? to : from);

export function forgetMemberships({ memberships }: EmulatorState, holds: (it: Membership) => boolean): void {
  for (const it of memberships.values()) if (holds(it)) memberships.delete(it.id);
}
