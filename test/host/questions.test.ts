/** A question to AWS is one row: what the row says is what is sent. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operationOf, type QuestionKind, questionOperations, type Step } from '../../server/src/core/live';
import { createCalls } from '../../server/src/host/aws/api/calls';
import { createClients } from '../../server/src/host/aws/api/clients';
import { type Questions, questions } from '../../server/src/host/aws/api/questions';
import { createRedactor } from '../../server/src/host/aws/api/redact';
import { createThrottle } from '../../server/src/host/aws/api/throttle';
import { nodeClock } from '../../server/src/host/clock';
import { instance } from '../live/samples';
import { patience, someone } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
});
afterEach(() => emulator.close());

/** Every kind of question, in all its variants. */
function every(): { readonly [K in QuestionKind]: readonly Step<K>[] } {
  const { permissionSets, groups, accounts } = emulator.state();
  const [[set = ''] = [], [group = ''] = [], [account = ''] = []] = [
    [...permissionSets.keys()],
    [...groups.keys()],
    [...accounts.keys()],
  ];
  const requests = ['assignment-creation', 'assignment-deletion', 'provisioning'] as const;
  const policies = ['managed', 'customer-managed', 'inline', 'boundary'] as const;
  return {
    'permission-sets': [{ kind: 'permission-sets' }],
    groups: [{ kind: 'groups' }],
    users: [{ kind: 'users' }],
    accounts: [{ kind: 'accounts' }],
    'permission-set': [{ kind: 'permission-set', set }],
    policies: policies.map((of) => ({ kind: 'policies', set, of })),
    members: [{ kind: 'members', group }],
    provisioned: [{ kind: 'provisioned', set, status: 'outdated' }],
    'provisioned-in': [{ kind: 'provisioned-in', account, status: 'all' }],
    'principal-assignments': [{ kind: 'principal-assignments', type: 'GROUP', id: group }],
    'pair-assignments': [{ kind: 'pair-assignments', account, set }],
    requests: requests.map((of) => ({ kind: 'requests', of, status: 'FAILED' })),
    request: requests.map((of) => ({ kind: 'request', of, id: '11111111-2222-4333-8444-555555555555' })),
    principal: (['GROUP', 'USER'] as const).map((type) => ({ kind: 'principal', type, id: group })),
  };
}

function asking(): Questions {
  const network = { endpointOf: () => emulator.url, agents: () => ({}) };
  const clients = createClients('eu-west-1', async () => emulator.credentials(), network);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const throttle = createThrottle(nodeClock, () => 2000);
  const context = { clock: nodeClock, log, throttle, redactor: createRedactor() };
  return questions(clients, createCalls(context, patience()), instance);
}

const asInJournal = (operation: string) => operation.replace('/', ':');

describe('A question', () => {
  it('of each kind sends the operation that its row names, and no other', async () => {
    const ask = asking();
    const steps: readonly Step[] = Object.values(every()).flat();
    for (const step of steps) {
      emulator.journal.clear();
      expect(await ask(step)).toMatchObject({ step, gap: undefined });
      expect([...new Set(emulator.journal.all().map(({ operation }) => operation))], step.kind).toEqual([
        asInJournal(operationOf(step)),
      ]);
    }
    expect(new Set(steps.map(operationOf))).toEqual(new Set(questionOperations));
  });

  it('names an operation that no other question sends', () => {
    expect(new Set(questionOperations).size).toBe(questionOperations.length);
  });
});

describe('A refresh', () => {
  it('sends what the rows name, beside what leads to the instance', async () => {
    const anna = someone(emulator);
    await anna.signIn();
    const pulled = await anna.aws.pull('acme', () => {}, patience());
    expect(pulled).toMatchObject({ ok: true });
    const others = ['sso-admin:ListInstances', 'sso-admin:DescribeInstance', 'organizations:DescribeOrganization'];
    const sent = Object.keys(emulator.journal.counts()).filter((it) => !it.startsWith('portal:'));
    const known = new Set([...questionOperations.map(asInJournal), ...others]);
    expect(sent.filter((it) => !known.has(it))).toEqual([]);
  });
});
