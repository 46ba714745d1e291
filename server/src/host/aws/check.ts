/** "Check provisioning status": recent requests and outdated accounts, without the rest of a refresh. */

import { isKnown } from '../../core/base';
import {
  type Answer,
  type Found,
  gapsOf,
  type Instance,
  type LiveEvent,
  namesOf,
  only,
  openRequestSteps,
  requestDescriptions,
  requestsOf,
  type Snapshot,
  type Step,
  successSteps,
} from '../../core/live';
import type { Clock, ProvisioningReport } from '../host';
import { workThrough } from './crew';
import type { Questions } from './questions';

export type CheckContext = {
  readonly instance: Instance;
  readonly known: Snapshot | undefined;
  readonly ask: Questions;
  readonly clock: Clock;
  readonly emit: (event: LiveEvent) => void;
};

/** Asks what the answers before it call for. */
type Stage = { readonly what: string; readonly steps: (answers: readonly Answer[]) => readonly Step[] };

const reasons: Stage = { what: 'reasons of failed requests', steps: requestDescriptions };
const principals: Stage = { what: 'names of principals', steps: unknownPrincipals };

const everything: readonly Stage[] = [
  { what: 'permission sets and accounts', steps: (answers) => [...openRequestSteps(), ...missingLists(answers)] },
  { what: 'outdated accounts', steps: (answers) => [...outdatedSteps(answers), ...successSteps(answers)] },
  reasons,
  principals,
];

const requestsOnly: readonly Stage[] = [
  { what: 'requests', steps: openRequestSteps },
  { what: 'requests', steps: successSteps },
  reasons,
  principals,
];

export function checkProvisioning(context: CheckContext): Promise<ProvisioningReport> {
  return through(everything, context);
}

/** What became of the requests, at a handful of calls; which accounts are outdated stays as it was. */
export async function checkRequests(
  context: CheckContext & { readonly known: Snapshot },
  earlier: Pick<ProvisioningReport, 'provisioning' | 'gaps'>,
): Promise<ProvisioningReport> {
  const { provisioning, gaps } = earlier;
  return { ...(await through(requestsOnly, context)), provisioning, gaps };
}

async function through(
  stages: readonly Stage[],
  { instance, known, ask, clock, emit }: CheckContext,
): Promise<ProvisioningReport> {
  const before = known ? [alreadyKnown(known)] : [];
  const answers: Answer[] = [...before];
  for (const { what, steps } of stages) {
    const wanted = steps(answers);
    const total = answers.length - before.length + wanted.length;
    const report = () => emit({ kind: 'progress', done: answers.length - before.length, total, what });
    report();
    await workThrough(wanted, ask, (answer) => {
      answers.push(answer);
      report();
    });
  }
  return reportOf(answers, instance, new Date(clock.now()).toISOString());
}

function reportOf(answers: readonly Answer[], instance: Instance, takenAt: string): ProvisioningReport {
  const names = namesOf(answers);
  const accounts = only(answers, 'account').flatMap(({ id, name }) => (name ? [[id, name] as const] : []));
  return {
    takenAt,
    instance,
    requests: requestsOf(answers, names),
    provisioning: only(answers, 'outdated').map(({ set, account }) => ({
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
function alreadyKnown({ access }: Snapshot): Answer {
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
  return only(answers, 'account').length > 0
    ? [{ kind: 'permission-sets' }]
    : [{ kind: 'permission-sets' }, { kind: 'accounts' }];
}

function outdatedSteps(answers: readonly Answer[]): readonly Step[] {
  const named = new Set(only(answers, 'set-details').map(({ set }) => set));
  const sets = [...new Set(only(answers, 'set').map(({ set }) => set))];
  return [
    ...sets.filter((set) => !named.has(set)).map((set): Step => ({ kind: 'permission-set', set })),
    ...sets.map((set): Step => ({ kind: 'provisioned', set, status: 'outdated' })),
  ];
}

function unknownPrincipals(answers: readonly Answer[]): readonly Step[] {
  const named = new Set([...only(answers, 'group'), ...only(answers, 'user')].map(({ id }) => id));
  const steps = new Map<string, Step>();
  for (const { request } of only(answers, 'request')) {
    const { type, principal } = request;
    if (type && principal && !named.has(principal)) steps.set(principal, { kind: 'principal', type, id: principal });
  }
  return [...steps.values()];
}
