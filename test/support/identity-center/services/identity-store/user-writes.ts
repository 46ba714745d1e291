/** Users: made, changed and taken away. */
import type { Call, Operations } from '../../call';
import { type Fields, isFields, list, optionalText, text } from '../../wire/fields';
import { changed, demandUser, forgetMemberships, newId, operations, store, taken } from './demands';

export const userWrites: Operations = {
  CreateUser: createUser,
  UpdateUser: updateUser,
  DeleteUser: deleteUser,
};

const ownUserFields = new Set(['IdentityStoreId', 'UserName', 'DisplayName', 'Emails']);

function createUser(call: Call): Fields {
  const { users, clock } = store(call);
  const name = text(call.input, 'UserName');
  if ([...users.values()].some((each) => each.name === name)) throw taken('UserName');
  const id = newId(call, 'user', name);
  const [email] = list(call.input, 'Emails').filter(isFields);
  users.set(id, {
    id,
    name,
    displayName: optionalText(call.input, 'DisplayName') ?? name,
    email: email === undefined ? '' : (optionalText(email, 'Value') ?? ''),
    disabled: false,
    more: Object.fromEntries(Object.entries(call.input).filter(([key]) => !ownUserFields.has(key))),
    createdAt: clock.now(),
  });
  return { UserId: id, IdentityStoreId: call.input.IdentityStoreId };
}

function updateUser(call: Call): Fields {
  const user = demandUser(call);
  const to = operations(call);
  call.world.users.set(user.id, {
    ...user,
    name: changed(to.get('username'), user.name),
    displayName: changed(to.get('displayname'), user.displayName),
    disabled: to.has('userstatus') ? to.get('userstatus') === 'DISABLED' : user.disabled,
  });
  return {};
}

function deleteUser(call: Call): Fields {
  const { id } = demandUser(call);
  call.world.users.delete(id);
  forgetMemberships(call.world, (it) => it.user === id);
  return {};
}
