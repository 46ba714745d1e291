/**
 * Records Terraform's plans of `teams/terraform` against the emulator: `npx tsx test/declared/plans/record.ts`. Needs
 * `terraform` and a folder with the AWS provider (IDC_TERRAFORM_PLUGINS).
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, terraformPlugins } from '../../emulator/programs';
import { createEmulator, type Emulator } from '../../support/identity-center';

const grants = {
  first:
    '{Analyst={group="data-analysts",accounts=["111122223333","333344445555"]},Engineer={group="data-engineers",accounts=["333344445555"]}}',
  second:
    '{Analyst={group="finance",accounts=["111122223333"]},Auditor={group="security-auditors",accounts=["111122223333"]}}',
};

const home = join(import.meta.dirname, 'teams');

async function recordAll(emulator: Emulator, folder: string): Promise<void> {
  const terraform = terraformIn(folder, emulator);
  const record = async (name: string, value: string, ...options: readonly string[]) => {
    await terraform('plan', '-out=file', ...options, ...variables(value));
    writeFileSync(join(home, `${name}.json`), await terraform('show', '-json', 'file'));
  };
  cpSync(join(home, 'terraform'), folder, { recursive: true, filter: (path) => !path.includes('.terraform') });
  await terraform('init', `-plugin-dir=${terraformPlugins()}`);
  await record('first', grants.first);
  await terraform('apply', '-auto-approve', '-parallelism=40', ...variables(grants.first));
  await record('second', grants.second);
  await record('targeted', grants.second, '-target=aws_ssoadmin_permission_set.this["Auditor"]');
  await record('refreshed', grants.first, '-refresh-only');
  writeFileSync(join(home, 'state.json'), await terraform('show', '-json'));
}

function variables(value: string): readonly string[] {
  return [`-var=grants=${value}`, '-var=workload_account=222233334444', '-var=sandbox=555566667777'];
}

function terraformIn(folder: string, emulator: Emulator) {
  const env = { ...emulator.environment(), AWS_PROFILE: undefined, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
  return async (command: string, ...options: readonly string[]): Promise<string> => {
    const plain = command === 'show' ? [] : ['-input=false', '-no-color'];
    const { code, stdout, stderr } = await run('terraform', [`-chdir=${folder}`, command, ...plain, ...options], {
      env,
    });
    if (code !== 0) throw new Error(`terraform ${command}: ${stderr}`);
    return stdout;
  };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'idc-plans-'));
  const emulator = await createEmulator('acme-blank', { provisioningDelay: 0, rate: 'off' });
  await recordAll(emulator, folder).finally(() => emulator.close());
  rmSync(folder, { recursive: true });
}

void main();
