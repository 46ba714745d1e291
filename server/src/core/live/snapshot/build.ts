/** Builds a snapshot from the answers so far. Invariant: what was not asked, or not answered, leaves its listing incomplete. */
import { compareText } from '../../base';
import * as model from '../../model';
import type { AnswerReason, Gap } from '../../reasons';
import type { Answer, Found, RequestRow } from '../questions/answer';
import { foundOf } from '../questions/found';
import { operationOf } from '../questions/operation';
import { undescribedRequests } from '../questions/request-steps';
import { type StageName, stageNames } from '../questions/stages';
import { unaskedGaps } from '../questions/unasked-gaps';
import { accounts } from './accounts';
import { apiOrigin, knownFrom, unknownFrom } from './api-origin';
import { assignments } from './assignments';
import { gapsOf } from './gaps';
import { type Names, namesOf } from './names';
import { byDate, byName, byPair, inOrder } from './order';
import type { Part } from './parts';
import { permissionSets } from './permission-sets';
import { reasonsOfList } from './reasons';
import type { GroupMembers, Instance, Provisioned, ProvisioningRequest, Snapshot } from './snapshot';

export type SnapshotMetadata = {
  /** ISO 8601, by AWS's clock. */
  readonly takenAt: string;
  readonly profile: string;
  readonly instance: Instance;
  /** The stages that are done; what a later one would have asked is unknown. */
  readonly done: readonly StageName[];
  readonly parts?: readonly Part[] | undefined;
};

export function snapshotOf(
  answers: readonly Answer[],
  { takenAt, profile, instance, done, parts }: SnapshotMetadata,
): Snapshot {
  const names = namesOf(answers);
  return {
    takenAt,
    profile,
    instance,
    access: accessOf(answers, names, done),
    provisioning: provisioningOf(answers, names),
    requests: requestsOf(answers, names),
    memberships: done.includes('members') ? membershipsOf(answers, names) : undefined,
    gaps: [
      ...gapsOf(answers, names.label),
      ...requestGaps(answers),
      ...unaskedGaps(answers, done),
      ...unfinishedStages(done),
    ],
    ...(parts && { parts }),
  };
}

function accessOf(answers: readonly Answer[], names: Names, done: readonly StageName[]): model.Access {
  return {
    permissionSets: permissionSets(answers, done),
    groups: groups(answers),
    users: users(answers),
    accounts: accounts(answers),
    policies: {
      all: [],
      complete: false,
      because: [unknownFrom('iam/ListPolicies', { kind: 'policies-kept-in-accounts' })],
    },
    assignments: assignments(answers, names, done),
  };
}

function groups(answers: readonly Answer[]): model.Listing<model.Group> {
  const found = foundOf(answers, 'group').map((it) => principal(it, operationOf({ kind: 'groups' })));
  return model.listing(inOrder(found, byName), ({ name }) => name, reasonsOfList(answers, 'groups'));
}

function users(answers: readonly Answer[]): model.Listing<model.User> {
  const found = foundOf(answers, 'user').map((it): model.User => {
    const user = principal(it, operationOf({ kind: 'users' }));
    return it.disabled === undefined ? user : { ...user, disabled: it.disabled };
  });
  return model.listing(inOrder(found, byName), ({ name }) => name, reasonsOfList(answers, 'users'));
}

type Principal = Extract<Found, { readonly kind: 'group' | 'user' }>;

function principal({ kind, id, name }: Principal, operation: string): model.Group {
  return {
    name: name === undefined ? unknownFrom(operation, nameless(kind, id)) : knownFrom(operation, name),
    presence: 'declared',
    address: id,
    origin: apiOrigin(operation),
    id,
  };
}

function nameless(kind: Principal['kind'], id: string): AnswerReason {
  return { kind: 'principal-nameless', principalType: kind === 'group' ? 'GROUP' : 'USER', id };
}

function provisioningOf(answers: readonly Answer[], names: Names): readonly Provisioned[] {
  const outdated = new Set(foundOf(answers, 'outdated').map(({ set, account }) => `${set} ${account}`));
  const pairs = [...foundOf(answers, 'provisioned'), ...foundOf(answers, 'outdated')];
  const unique = new Map(pairs.map((pair) => [`${pair.set} ${pair.account}`, pair]));
  const provisioned = [...unique].map(
    ([key, { set, account }]): Provisioned => ({
      permissionSetArn: set,
      permissionSet: names.label(set),
      account,
      status: outdated.has(key) ? 'outdated' : 'current',
    }),
  );
  return inOrder(provisioned, byPair);
}

function membershipsOf(answers: readonly Answer[], names: Names): readonly GroupMembers[] {
  const all = answers.flatMap(({ step, found, gap }): readonly GroupMembers[] => {
    if (step.kind !== 'members') return [];
    const ids = found.flatMap((it) => (it.kind === 'member' ? [it.user] : []));
    return [membersOf(step.group, ids, { names, complete: gap === undefined })];
  });
  return inOrder(all, ({ group }) => [group]);
}

function membersOf(
  groupId: string,
  ids: readonly string[],
  { names, complete }: { readonly names: Names; readonly complete: boolean },
): GroupMembers {
  const users = ids.map((id) => ({ id, name: names.label(id) })).toSorted((a, b) => compareText(a.name, b.name));
  return {
    groupId,
    memberIds: users.map(({ id }) => id),
    group: names.label(groupId),
    members: users.map(({ name }) => name),
    complete,
  };
}

export function requestsOf(answers: readonly Answer[], names: Names): readonly ProvisioningRequest[] {
  const requests = foundOf(answers, 'request').map(({ request }) => namedRequest(request, names));
  return inOrder(requests, byDate);
}

function namedRequest(row: RequestRow, names: Names): ProvisioningRequest {
  return {
    kind: row.kind,
    id: row.id,
    status: row.status,
    createdAt: row.createdAt,
    permissionSet: row.set && names.label(row.set),
    account: row.account,
    principalType: row.type,
    principal: row.principal && names.label(row.principal),
    failureReason: row.failureReason,
  };
}

function requestGaps(answers: readonly Answer[]): readonly Gap[] {
  const { open, successes } = undescribedRequests(answers);
  const gap = (topic: 'older-failures' | 'later-successes', count: number): readonly Gap[] =>
    count === 0 ? [] : [{ topic, count, reason: { kind: 'more-than-described' }, action: undefined }];
  return [...gap('older-failures', open), ...gap('later-successes', successes)];
}

function unfinishedStages(done: readonly StageName[]): readonly Gap[] {
  const stages = stageNames.filter((stage) => !done.includes(stage));
  if (stages.length === 0) return [];
  return [{ topic: 'stages', stages, reason: { kind: 'refresh-unfinished' }, action: undefined }];
}
