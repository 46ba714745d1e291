/**
 * What a snapshot has beside the access itself, as its file has it: one row a field, with its schema, and how it is written
 * and read. Lists are sorted, so that two files can be compared line by line.
 */
import type * as v from 'valibot';
import { byDate, byPair, inOrder } from '../snapshot/order';
import type { GroupMembers, Provisioned, ProvisioningRequest, Snapshot } from '../snapshot/snapshot';
import { flag, list, oneOf, orNull, shape, text } from './checked-json';

/** The file says who is where by names, for people to read and compare; what has no name stands there by its id. */
export type FileIds = Readonly<Record<'set' | 'group' | 'user', (label: string) => string>>;

type Field<Value, Input, Output> = {
  readonly schema: v.GenericSchema<Input, Output>;
  readonly write: (value: Value) => Input;
  readonly read: (json: Output, ids: FileIds) => Value;
};

function field<Value, Input, Output>(
  schema: v.GenericSchema<Input, Output>,
  codec: Omit<Field<Value, Input, Output>, 'schema'>,
): Field<Value, Input, Output> {
  return { schema, ...codec };
}

export const principalType = oneOf(['GROUP', 'USER']);

export const requestKind = oneOf(['assignment-creation', 'assignment-deletion', 'provisioning']);
export const requestStatus = oneOf(['IN_PROGRESS', 'FAILED', 'SUCCEEDED']);

const request = shape({
  kind: requestKind,
  id: text,
  status: requestStatus,
  createdAt: text,
  permissionSet: orNull(text),
  account: orNull(text),
  principalType: orNull(principalType),
  principal: orNull(text),
  failureReason: orNull(text),
});

const fields = {
  provisioning: field(list(shape({ permissionSet: text, account: text, status: oneOf(['current', 'outdated']) })), {
    write: (all: readonly Provisioned[]) =>
      inOrder(all, byPair).map(({ permissionSet, account, status }) => ({ permissionSet, account, status })),
    read: (all, ids) => all.map((it) => ({ ...it, permissionSetArn: ids.set(it.permissionSet) })),
  }),
  requests: field(list(request), {
    write: (all: readonly ProvisioningRequest[]) => inOrder(all, byDate).map(requestFile),
    read: (all) => all.map(requestFrom),
  }),
  /** `null` while nobody has asked. */
  memberships: field(orNull(list(shape({ group: text, members: list(text), complete: flag }))), {
    write: (all: readonly GroupMembers[] | undefined) =>
      all?.map(({ group, members, complete }) => ({ group, members, complete })) ?? null,
    read: (all, ids) =>
      all?.map(({ group, members, complete }) => ({
        groupId: ids.group(group),
        memberIds: members.map(ids.user),
        group,
        members,
        complete,
      })),
  }),
};

function requestFile(it: ProvisioningRequest): v.InferInput<typeof request> {
  return {
    kind: it.kind,
    id: it.id,
    status: it.status,
    createdAt: it.createdAt,
    permissionSet: it.permissionSet ?? null,
    account: it.account ?? null,
    principalType: it.principalType ?? null,
    principal: it.principal ?? null,
    failureReason: it.failureReason ?? null,
  };
}

function requestFrom(from: v.InferOutput<typeof request>): ProvisioningRequest {
  return {
    kind: from.kind,
    id: from.id,
    status: from.status,
    createdAt: from.createdAt,
    permissionSet: from.permissionSet ?? undefined,
    account: from.account ?? undefined,
    principalType: from.principalType ?? undefined,
    principal: from.principal ?? undefined,
    failureReason: from.failureReason ?? undefined,
  };
}

type Fields = typeof fields;
export type FieldName = keyof Fields;
type Schemas = { readonly [K in FieldName]: Fields[K]['schema'] };
type Written = { readonly [K in FieldName]: v.InferInput<Schemas[K]> };
type Read = { readonly [K in FieldName]: v.InferOutput<Schemas[K]> };

// The compiler can't follow `Object.entries` of a table whose rows differ in type; each row pairs its own.
const rows = Object.entries(fields) as readonly (readonly [FieldName, Field<unknown, unknown, unknown>])[];

export const fieldSchemas = each((_, { schema }) => schema) as Schemas;

export function writeFields(snapshot: Snapshot): Written {
  return each((name, { write }) => write(snapshot[name])) as Written;
}

export function readFields(file: Read, ids: FileIds): Pick<Snapshot, FieldName> {
  return each((name, { read }) => read(file[name], ids)) as Pick<Snapshot, FieldName>;
}

function each(make: (name: FieldName, field: Field<unknown, unknown, unknown>) => unknown): unknown {
  return Object.fromEntries(rows.map(([name, it]) => [name, make(name, it)]));
}
