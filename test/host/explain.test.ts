/** Every way in which access fails, planted in the emulator's Acme and found by reading it. */
import { afterEach, describe, expect, it } from 'vitest';
import { explainCodes } from '../../server/src/cli/explain-codes';
import { type AccessExplanation, explain } from '../../server/src/core/features';
import { failureText } from '../../server/src/core/wording';
import { patience, someone } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { type Request, setProvisioned } from '../support/identity-center/state';

let emulator: Emulator;

afterEach(() => emulator.close());

type World = ReturnType<Emulator['state']>;

type Plant = {
  readonly question: string;
  readonly scenario?: string;
  readonly plant?: (world: World) => void;
  readonly denied?: string;
  readonly missing?: string;
};

const prodWeb = '222233334444';
const management = '999900001111';

const arnOf = (world: World, name: string) =>
  [...world.permissionSets.values()].find((it) => it.name === name)?.arn ?? '';
const groupOf = (world: World, name: string) => [...world.groups.values()].find((it) => it.name === name)?.id ?? '';

/** An older version, or none at all. */
function unprovision(world: World, name: string, account: string): void {
  setProvisioned(world, account, arnOf(world, name), { role: undefined });
}

function failedRequest(world: World, of: Partial<Request>): void {
  const at = world.clock.now() - 60_000;
  const id = '0f0f0f0f-0000-4000-8000-00000000000f';
  const request: Request = {
    kind: 'provisioning',
    id,
    permissionSet: '',
    account: undefined,
    assignment: undefined,
    createdAt: at,
    dueAt: at,
    status: 'FAILED',
    failureReason: undefined,
    ...of,
  };
  world.requests.set(id, request);
}

const internal = 'Received a 500 status error: An unexpected internal service exception was encountered';
const noRights = `Received a 403 status error: Access denied by IAM. IAM Error: User: arn:aws:iam::${management}:user/x is not authorized to perform: iam:CreateRole on resource: y`;

const plants: Readonly<Record<string, Plant>> = {
  granted: { question: 'anna.berg prod-web ReadOnly' },
  'no-such-principal': { question: 'anna.burg prod-web' },
  'user-disabled': { question: 'nils.falk prod-data ReadOnly' },
  'group-empty': { question: 'contractors sandbox ReadOnly' },
  'no-such-account': { question: 'anna.berg prod-nowhere' },
  'no-such-permission-set': { question: 'anna.berg prod-web ReadOnyl' },
  'in-no-assigned-group': { question: 'lena.frey prod-data DataEngineer' },
  'assigned-with-another-set': { question: 'greta.holm prod-data DataEngineer' },
  'not-assigned': { question: 'greta.holm log-archive BreakGlass' },
  'assignment-creation-failed': { question: 'greta.holm staging-data RedshiftAnalyst' },
  'account-suspended': { question: 'dora.kiss old-shop SecurityAudit' },
  outdated: { question: 'anna.berg prod-data OnCall' },
  'policy-missing': { question: 'uwe.braun legacy-billing DeployPipeline' },
  'principal-recreated': {
    question: 'anna.berg prod-web ReadOnly',
    plant: (world) => {
      const bySet = world.assignments.get(prodWeb)?.get(arnOf(world, 'ReadOnly'));
      for (const [key, row] of [...(bySet ?? [])]) {
        bySet?.delete(key);
        bySet?.set(`gone ${key}`, {
          ...row,
          principalType: 'GROUP',
          principal: '9067a1b2c3-00000000-0000-4000-8000-000000000000',
        });
      }
    },
  },
  'not-provisioned': {
    question: 'anna.berg prod-web ReadOnly',
    plant: (world) => world.provisioned.get(prodWeb)?.delete(arnOf(world, 'ReadOnly')),
  },
  'provisioning-failed': {
    question: 'anna.berg prod-web ReadOnly',
    plant: (world) => {
      unprovision(world, 'ReadOnly', prodWeb);
      failedRequest(world, { permissionSet: arnOf(world, 'ReadOnly'), account: prodWeb, failureReason: internal });
    },
  },
  'management-account-rights': {
    question: `greta.holm ${management} OnCall`,
    plant: (world) => {
      const assignment = {
        account: management,
        permissionSet: arnOf(world, 'OnCall'),
        principalType: 'GROUP',
        principal: groupOf(world, 'data-analysts'),
      } as const;
      const { permissionSet } = assignment;
      failedRequest(world, {
        kind: 'creation',
        account: management,
        assignment,
        permissionSet,
        failureReason: noRights,
      });
    },
  },
  'not-decidable': {
    scenario: 'denied',
    question: 'anna.berg 111122223333 ReadOnly',
    missing: 'sso:ListAccountAssignmentsForPrincipal',
  },
};

async function explained({ question, scenario = 'acme', plant, denied }: Plant): Promise<AccessExplanation> {
  emulator = await createEmulator(scenario, { rate: 'off' });
  plant?.(emulator.state());
  if (denied) emulator.faults.add({ kind: 'denied', operations: [denied] });
  const anna = someone(emulator);
  await anna.signIn();
  const result = await anna.aws.pull('acme', () => {}, patience());
  if (!result.ok) throw new Error(failureText(result.failure).message);
  const [principal = '', account = '', permissionSet] = question.split(' ');
  return explain({ snapshot: result.value, declared: undefined }, { principal, account, permissionSet });
}

describe('Explaining access of an organization that was read', () => {
  it.each(Object.entries(plants))('finds that it is %s', async (kind, plant) => {
    const explanation = await explained(plant);
    expect([explanation.kind, explanation.missingAction]).toEqual([kind, plant.missing]);
  });

  it('is tried for every kind that there is', () => {
    expect(Object.keys(plants).toSorted()).toEqual(Object.keys(explainCodes).toSorted());
  });

  it.each([
    ['identitystore:ListGroupMemberships', 'lena.frey prod-data DataEngineer', 'identitystore:ListGroupMemberships'],
    ['identitystore:ListUsers', 'anna.burg prod-web', 'identitystore:ListUsers'],
    ['organizations:ListAccounts', 'anna.berg prod-nowhere', 'organizations:ListAccounts'],
    ['sso-admin:ListPermissionSets', 'anna.berg prod-web ReadOnyl', 'sso:ListPermissionSets'],
    [
      'sso-admin:ListAccountsForProvisionedPermissionSet',
      'anna.berg prod-data OnCall',
      'sso:ListAccountsForProvisionedPermissionSet',
    ],
  ])('does not decide without %s', async (denied, question, missing) => {
    const explanation = await explained({ question, denied });
    expect([explanation.kind, explanation.missingAction]).toEqual(['not-decidable', missing]);
  });
});
