/** From a name to an id. */
import type { Call, Operations } from '../../call';
import { invalid, notFound } from '../../wire/aws-error';
import { type Fields, optionalFields, text } from '../../wire/fields';
import { demandGroup, member, membershipsWhere, store } from './demands';
import { externalId } from './reads';

export const lookups: Operations = {
  GetUserId: (call) => ({ UserId: idOf(call, 'USER'), IdentityStoreId: call.input.IdentityStoreId }),
  GetGroupId: (call) => ({ GroupId: idOf(call, 'GROUP'), IdentityStoreId: call.input.IdentityStoreId }),
  GetGroupMembershipId: getMembershipId,
};

type PrincipalKind = 'USER' | 'GROUP';

/** Looks a principal up by an attribute: `userName` and `emails.value` for users, `displayName` for groups. */
function idOf(call: Call, kind: PrincipalKind): string {
  const alternate = optionalFields(call.input, 'AlternateIdentifier') ?? {};
  const unique = optionalFields(alternate, 'UniqueAttribute');
  const external = optionalFields(alternate, 'ExternalId');
  if ((unique === undefined) === (external === undefined))
    throw invalid('Exactly one of ExternalId and UniqueAttribute must be given.');
  const found = unique === undefined ? byExternalId(call, kind, external ?? {}) : byAttribute(call, kind, unique);
  if (found === undefined) throw notFound(`${kind} not found.`, { ResourceType: kind });
  return found;
}

function byAttribute(call: Call, kind: PrincipalKind, unique: Fields): string | undefined {
  const path = text(unique, 'AttributePath').toLowerCase();
  const value = unique.AttributeValue;
  const { users, groups } = store(call);
  if (kind === 'GROUP' && path === 'displayname') return [...groups.values()].find((it) => it.name === value)?.id;
  if (kind === 'USER' && path === 'username') return [...users.values()].find((it) => it.name === value)?.id;
  if (kind === 'USER' && path === 'emails.value') return [...users.values()].find((it) => it.email === value)?.id;
  throw invalid(`The attribute path is not supported: ${text(unique, 'AttributePath')}`);
}

function byExternalId(call: Call, kind: PrincipalKind, external: Fields): string | undefined {
  if (kind === 'USER') return undefined;
  const groups = [...store(call).groups.values()].filter((it) => it.external);
  return groups.find((it) => externalId(it).Id === external.Id && externalId(it).Issuer === external.Issuer)?.id;
}

function getMembershipId(call: Call): Fields {
  const { id } = demandGroup(call);
  const user = member(call);
  const [found] = membershipsWhere(call, (it) => it.group === id && it.user === user);
  if (found === undefined) throw notFound('GROUP_MEMBERSHIP not found.', { ResourceType: 'GROUP_MEMBERSHIP' });
  return { IdentityStoreId: call.input.IdentityStoreId, MembershipId: found.id };
}
