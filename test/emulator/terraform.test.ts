import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, loadScenario } from '../support/identity-center';
import { type Account, assignmentsOf, type EmulatorState, isCurrent } from '../support/identity-center/state';
import { isPresent, notRun, root, run, terraformPlugins } from './programs';
import { declaredAssignments, homeOf, idc, statedByTerraform, type Terraform, triplesOf } from './referees';

const example = join(root, 'examples/acme');

describe('examples/acme', () => {
  it('speaks of accounts and groups that the company has', () => {
    const { accounts, groups } = loadScenario('acme');
    const code = readFileSync(join(example, 'terraform/accounts.tf'), 'utf8');
    const ids = [...code.matchAll(/"(\d{12})"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(11);
    for (const id of ids) expect(accounts.map((account) => account.id)).toContain(id);
    const assignments = ['terraform/group-assignments.tf', 'terraform/teams.yaml', 'access/releases.access.yaml'];
    const text = assignments.map((file) => readFileSync(join(example, file), 'utf8')).join('\n');
    const named = [...text.matchAll(/^ {2,4}([a-z]+-?[a-z]+)(?: = \{|:)$/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'assignments');
    expect(new Set(named)).toEqual(
      new Set([
        'contractors',
        'data-analysts',
        'data-engineers',
        'finance',
        'on-call',
        'platform-engineers',
        'security-auditors',
        'web-developers',
      ]),
    );
    for (const name of named) expect(groups.map((group) => group.name)).toContain(name);
  });
});

type Workplace = { readonly emulator: Emulator; readonly folder: string; readonly terraform: Terraform };

const plugins = terraformPlugins();

if (!isPresent('terraform', ['version'])) notRun('Terraform', 'no terraform on the PATH');
else if (plugins === undefined)
  notRun('Terraform', 'no folder with the AWS provider, name one in IDC_TERRAFORM_PLUGINS');
// Each with an organization and a folder of its own, side by side, since they wait nearly all the time.
else
  describe.concurrent('Terraform with the real AWS provider', { timeout: 3_600_000 }, () => {
    const closing: (() => Promise<void>)[] = [];
    afterAll(async () => {
      for (const close of closing) await close();
    });

    async function start(): Promise<Workplace> {
      const emulator = await createEmulator('acme-blank', { provisioningDelay: 0, rate: 'off' });
      const folder = mkdtempSync(join(tmpdir(), 'emulator-terraform-'));
      closing.push(async () => {
        await emulator.close();
        rmSync(folder, { recursive: true });
      });
      const terraform: Terraform = (where, args) =>
        run('terraform', [`-chdir=${join(folder, where)}`, ...args], {
          env: { ...emulator.environment(), AWS_PROFILE: undefined, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
        });
      return { emulator, folder, terraform };
    }

    const init = ['init', `-plugin-dir=${plugins}`, '-input=false', '-no-color'];
    // The provider waits ten seconds for each assignment whatever we do, so they had better all wait at once.
    const flags = ['-auto-approve', '-input=false', '-no-color', '-parallelism=40'];
    const plan = ['plan', '-detailed-exitcode', '-input=false', '-no-color'];

    /** What it prints as JSON, in a file. */
    const planOf = async ({ folder, terraform }: Workplace, where: string): Promise<string> => {
      expect(await terraform(where, ['plan', '-out=file', '-input=false', '-no-color'])).toMatchObject({ code: 0 });
      const { stdout } = await terraform(where, ['show', '-json', 'file']);
      writeFileSync(join(folder, 'plan.json'), stdout);
      return join(folder, 'plan.json');
    };

    it('applies the example, finds nothing left to do, and takes everything away again', async () => {
      const place = await start();
      const { emulator, folder, terraform } = place;
      const roots = ['terraform/accounts/prod-web', 'terraform'];
      cpSync(example, folder, { recursive: true, filter: (path) => !path.includes('.terraform') });
      const declared = await idc(['access', folder, '--format', 'json']);
      for (const where of roots) {
        expect(await terraform(where, init)).toMatchObject({ code: 0 });
        const planned = await idc(['access', folder, '--plan', await planOf(place, where), '--format', 'json']);
        expect(planned).toEqual(declared);
        expect(await terraform(where, ['apply', ...flags])).toMatchObject({ code: 0 });
      }
      const world = emulator.state();
      expect([...assignmentsOf(world)]).toHaveLength(32);
      // Three sources, one access: what we read in the code, what Terraform did, and what we read from AWS.
      const applied = await statedByTerraform(terraform, world);
      expect(declaredAssignments(await idc(['access', folder, '--format', 'json']))).toEqual(applied);
      const home = homeOf(emulator, 'dora.kiss', folder);
      const live = await idc(['live', '--profile', 'acme', '--format', 'json'], home);
      expect(new Set(triplesOf(live))).toEqual(new Set(applied.values()));
      const planned = await idc(['access', folder, '--plan', await planOf(place, 'terraform'), '--format', 'json']);
      expect(withoutArns(planned)).toEqual(declared);
      const alone = await idc([
        'access',
        join(folder, 'home'),
        '--plan',
        await planOf(place, 'terraform'),
        '--format',
        'json',
      ]);
      expect(declaredAssignments(alone)).toEqual(applied);
      for (const bySet of world.provisioned.values())
        for (const [arn, provisioned] of bySet) {
          const set = world.permissionSets.get(arn);
          expect(set !== undefined && isCurrent(provisioned, set)).toBe(true);
        }
      expect(await terraform('terraform', plan)).toMatchObject({ code: 0 });
      for (const where of [...roots].reverse())
        expect(await terraform(where, ['destroy', ...flags])).toMatchObject({ code: 0 });
      expect([[...assignmentsOf(emulator.state())], [...emulator.state().permissionSets]]).toEqual([[], []]);
    });

    it('records an update that an account refused as done, and tries a refused attachment again', async () => {
      const { emulator, folder, terraform } = await start();
      cpSync(join(root, 'test/emulator/terraform/failing'), folder, { recursive: true });
      await terraform('.', init);
      expect(await terraform('.', ['apply', ...flags])).toMatchObject({ code: 0 });

      const world = emulator.state();
      const sandbox = demandAccount(world, '555566667777');
      world.accounts.set(sandbox.id, { ...sandbox, state: 'SUSPENDED' });
      const later = '-var=description=second';
      expect((await terraform('.', ['apply', ...flags, later])).stderr).toContain('takes longer than usual');
      // hashicorp/terraform-provider-aws#38247: nothing left to do, says the plan, while the role is the old one.
      expect(await terraform('.', [...plan, later])).toMatchObject({ code: 0 });
      expect(descriptions(world, sandbox.id)).toEqual({ permissionSet: 'second', role: 'first' });
      world.accounts.set(sandbox.id, sandbox);

      // What fails while it is created is tainted, so the next plan replaces it.
      const wanted = [later, '-var=policies=["nowhere"]'];
      const refused = await terraform('.', ['apply', ...flags, ...wanted]);
      expect(refused.stderr).toMatch(/Received a 404 status error: Not\s+supported\s+policy\s+nowhere/);
      const next = await terraform('.', [...plan, ...wanted]);
      expect([next.code, next.stdout]).toEqual([2, expect.stringContaining('is tainted, so must be replaced')]);
    });
  });

/** What exists has an ARN, which the code does not know. */
function withoutArns(report: object): unknown {
  const plain: unknown = JSON.parse(JSON.stringify(report), (key, value) => (key === 'arn' ? undefined : value));
  return plain;
}

function demandAccount(world: EmulatorState, id: string): Account {
  const found = world.accounts.get(id);
  if (found === undefined) throw new Error(`no such account: ${id}`);
  return found;
}

/** Of the only permission set there is: what it says, and what its role in the account says. */
function descriptions(
  world: EmulatorState,
  account: string,
): Readonly<Record<'permissionSet' | 'role', string | undefined>> {
  const [set] = [...world.permissionSets.values()];
  const role = world.provisioned.get(account)?.get(set?.arn ?? '')?.role;
  return { permissionSet: set?.description, role: role?.from.description };
}
