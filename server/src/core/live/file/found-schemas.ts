/**
 * What AWS says is checked when it arrives, by the schemas that a snapshot is read back with: whatever passes can be saved
 * and read again. Ids are not empty, since things are told apart by them.
 */
import * as v from 'valibot';
import type { Found } from '../questions/answer';
import type { FoundOf } from '../questions/found';
import { accountId, type Checked, checked, date, flag, id, shape, text } from './checked-json';
import { principalType, requestKind, requestStatus } from './file-fields';
import { reference } from './snapshot-file';

/** What may become a `Found`: its fields as they were answered, of any type. */
export type FoundCandidate = { readonly kind: Found['kind'] } & Readonly<Record<string, unknown>>;

/** Never throws; the problem names the field: `account: expected 12 digits`. */
export function checkedFound(candidate: FoundCandidate): Checked<Found> {
  const schema: v.GenericSchema<unknown, Found> = schemas[candidate.kind];
  return checked(schema, candidate);
}

const name = v.undefinedable(text);
const set = id;
const account = accountId;
const { path } = reference.entries;

const listed = {
  of: requestKind,
  id,
  status: requestStatus,
  createdAt: date,
};

const request = shape({
  kind: requestKind,
  id,
  status: requestStatus,
  createdAt: date,
  set: v.undefinedable(text),
  account: v.undefinedable(accountId),
  type: v.undefinedable(principalType),
  principal: v.undefinedable(text),
  failureReason: v.undefinedable(text),
});

const schemas: { readonly [K in Found['kind']]: v.GenericSchema<unknown, FoundOf<K>> } = {
  set: shape({ kind: v.literal('set'), set }),
  'set-details': shape({
    kind: v.literal('set-details'),
    set,
    name: id,
    description: v.undefinedable(text),
    sessionDuration: v.undefinedable(text),
    relayState: v.undefinedable(text),
  }),
  'managed-policy': shape({ kind: v.literal('managed-policy'), set, arn: id }),
  'customer-policy': shape({ kind: v.literal('customer-policy'), set, name: id, path }),
  'inline-policy': shape({ kind: v.literal('inline-policy'), set, document: id }),
  'aws-boundary': shape({ kind: v.literal('aws-boundary'), set, arn: id }),
  'customer-boundary': shape({ kind: v.literal('customer-boundary'), set, name: id, path }),
  provisioned: shape({ kind: v.literal('provisioned'), set, account }),
  outdated: shape({ kind: v.literal('outdated'), set, account }),
  group: shape({ kind: v.literal('group'), id, name }),
  user: shape({ kind: v.literal('user'), id, name, disabled: v.undefinedable(flag) }),
  member: shape({ kind: v.literal('member'), group: id, user: id }),
  account: shape({ kind: v.literal('account'), id: accountId, name, state: v.undefinedable(text) }),
  assignment: shape({ kind: v.literal('assignment'), type: principalType, principal: id, account, set }),
  'request-listed': shape({ kind: v.literal('request-listed'), ...listed }),
  request: shape({ kind: v.literal('request'), request }),
  'no-such-principal': shape({ kind: v.literal('no-such-principal'), type: principalType, id }),
};
