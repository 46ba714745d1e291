import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, loadScenario } from '../support/identity-center';
import { assignmentsOf, isCurrent } from '../support/identity-center/world';
import { isPresent, notRun, type Outcome, root, run, terraformPlugins } from './programs';

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

const plugins = terraformPlugins();

if (!isPresent('terraform', ['version'])) notRun('Terraform', 'no terraform on the PATH');
else if (plugins === undefined)
  notRun('Terraform', 'no folder with the AWS provider, name one in IDC_TERRAFORM_PLUGINS');
else
  describe('Terraform with the real AWS provider', () => {
    let emulator: Emulator;
    let folder: string;

    beforeAll(async () => {
      emulator = await createEmulator('acme-blank', { provisioningDelay: 0, rate: 'off' });
      folder = mkdtempSync(join(tmpdir(), 'emulator-terraform-'));
      cpSync(example, folder, { recursive: true, filter: (path) => !path.includes('.terraform') });
    });
    afterAll(async () => {
      await emulator.close();
      rmSync(folder, { recursive: true });
    });

    const terraform = (where: string, args: readonly string[]): Promise<Outcome> =>
      run('terraform', [`-chdir=${join(folder, where)}`, ...args], {
        env: { ...emulator.environment(), AWS_PROFILE: undefined, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
      });

    const roots = ['terraform/accounts/prod-web', 'terraform'];
    // The provider waits ten seconds for each assignment whatever we do, so they had better all wait at once.
    const flags = ['-auto-approve', '-input=false', '-no-color', '-parallelism=40'];

    it('applies the example, finds nothing left to do, and takes everything away again', async () => {
      for (const where of roots) {
        expect(await terraform(where, ['init', `-plugin-dir=${plugins}`, '-input=false', '-no-color'])).toMatchObject({
          code: 0,
        });
        expect(await terraform(where, ['apply', ...flags])).toMatchObject({ code: 0 });
      }
      const world = emulator.state();
      expect([...assignmentsOf(world)]).toHaveLength(31);
      for (const bySet of world.provisioned.values())
        for (const [arn, provisioned] of bySet) {
          const set = world.permissionSets.get(arn);
          expect(set !== undefined && isCurrent(provisioned, set)).toBe(true);
        }
      expect(await terraform('terraform', ['plan', '-detailed-exitcode', '-input=false', '-no-color'])).toMatchObject({
        code: 0,
      });
      for (const where of [...roots].reverse())
        expect(await terraform(where, ['destroy', ...flags])).toMatchObject({ code: 0 });
      expect([[...assignmentsOf(emulator.state())], [...emulator.state().permissionSets]]).toEqual([[], []]);
    }, 600_000);
  });
