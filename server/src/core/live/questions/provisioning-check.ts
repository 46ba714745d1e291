/** "Check provisioning status": recent requests and outdated accounts, without the rest of a refresh. */
import { isKnown } from '../../base';
import { requestsOf } from '../snapshot/build';
import { gapsOf } from '../snapshot/gaps';
import { namesOf } from '../snapshot/names';
import type { Instance, Provisioned, ProvisioningRequest, Snapshot } from '../snapshot/snapshot';
import type { Answer, Found } from './answer';
import { foundOf } from './found';
import type { Step } from './questions';
import { openRequestSteps, requestDescriptions, successSteps } from './request-steps';

export type ProvisioningReport = {
  readonly takenAt: string;
  readonly instance: Instance;
  readonly requests: readonly ProvisioningRequest[];
  readonly provisioning: readonly Provisioned[];
  readonly gaps: Snapshot['gaps'];
  /** Account names by id, where they could be listed. */
  readonly accountNames: ReadonlyMap<string, string>;
};

/** Asks what the answers before it call for. */
export type CheckStage = { readonly what: string; readonly steps: (answers: readonly Answer[]) => readonly Step[] };

const reasons: CheckStage = { what: 'reasons of failed requests', steps: requestDescriptions };
const principals: CheckStage = { what: 'names of principals', steps: unknownPrincipals };

export const provisioningCheck: readonly CheckStage[] = [
  { what: 'permission sets and accounts', steps: (answers) => [...openRequestSteps(), ...missingLists(answers)] },
  { what: 'outdated accounts', steps: (answers) => [...outdatedSteps(answers), ...successSteps(answers)] },
  reasons,
  principals,
];

/** What became of the requests, at a handful of calls. */
export const requestCheck: readonly CheckStage[] = [
  { what: 'requests', steps: openRequestSteps },
  { what: 'requests', steps: successSteps },
  reasons,
  principals,
];

export function provisioningReport(
  answers: readonly Answer[],
  instance: Instance,
  takenAt: string,
): ProvisioningReport {
  const names = namesOf(answers);
  const accounts = foundOf(answers, 'account').flatMap(({ id, name }) => (name ? [[id, name] as const] : []));
  return {
    takenAt,
    instance,
    requests: requestsOf(answers, names),
    provisioning: foundOf(answers, 'outdated').map(({ set, account }) => ({
      permissionSetArn: set,
      permissionSet: names.label(set),
      account,
      status: 'outdated',
    })),
    gaps: gapsOf(answers, names.label),
    accountNames: new Map(accounts),
  };
}

/** What an earlier snapshot tells needs no call. */
export function alreadyKnown({ access }: Snapshot): Answer {
  const sets = access.permissionSets.all.flatMap(({ arn, name }): Found[] =>
    arn && isKnown(name)
      ? [
          { kind: 'set', set: arn },
          { kind: 'set-details', set: arn, name: name.value, description: undefined, sessionDuration: undefined },
        ]
      : [],
  );
  const groups = access.groups.all.flatMap(({ id, name }): Found[] =>
    id && isKnown(name) ? [{ kind: 'group', id, name: name.value }] : [],
  );
  const users = access.users.all.flatMap(({ id, name }): Found[] =>
    id && isKnown(name) ? [{ kind: 'user', id, name: name.value }] : [],
  );
  const accounts = access.accounts.all.flatMap(({ id, name }): Found[] =>
    isKnown(id) ? [{ kind: 'account', id: id.value, name: name && isKnown(name) ? name.value : undefined }] : [],
  );
  return { step: { kind: 'permission-sets' }, found: [...sets, ...groups, ...users, ...accounts], gap: undefined };
}

/** Permission sets are listed anew, since one may have been made since; accounts only where none are known. */
function missingLists(answers: readonly Answer[]): readonly Step[] {
  return foundOf(answers, 'account').length > 0
    ? [{ kind: 'permission-sets' }]
    : [{ kind: 'permission-sets' }, { kind: 'accounts' }];
}

function outdatedSteps(answers: readonly Answer[]): readonly Step[] {
  const named = new Set(foundOf(answers, 'set-details').map(({ set }) => set));
  const sets = [...new Set(foundOf(answers, 'set').map(({ set }) => set))];
  return [
    ...sets.filter((set) => !named.has(set)).map((set): Step => ({ kind: 'permission-set', set })),
    ...sets.map((set): Step => ({ kind: 'provisioned', set, status: 'outdated' })),
  ];
}

function unknownPrincipals(answers: readonly Answer[]): readonly Step[] {
  const named = new Set([...foundOf(answers, 'group'), ...foundOf(answers, 'user')].map(({ id }) => id));
  const steps = new Map<string, Step>();
  for (const { request } of foundOf(answers, 'request')) {
    const { type, principal } = request;
    if (type && principal && !named.has(principal)) steps.set(principal, { kind: 'principal', type, id: principal });
  }
  return [...steps.values()];
}
