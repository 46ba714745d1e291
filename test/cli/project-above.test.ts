import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const repository = mkdtempSync(join(tmpdir(), 'idc-above-'));
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
};
const check = async (cwd: string, ...args: readonly string[]) => {
  const { out } = await runIdc(['check', '--format', 'json', ...args], join(repository, cwd));
  return JSON.parse(out).findings.map((it: { rule: string; file: string }) => `${it.file} ${it.rule}`);
};

beforeAll(() => {
  write(
    '.idc.yaml',
    `rules: { unassigned-permission-set: off }
accounts:
  "111122223333": { name: prod-data, environment: production, paths: [terraform/prod] }
longestProductionSession: PT2H
files: ["terraform/*/sets.yaml"]
`,
  );
  write(
    'terraform/prod/sets.yaml',
    `permission_sets:
  Reader: { session_duration: PT8H, managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
  Unused: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
groups: { data: {} }
group_assignments: { data: { account_ids: [prod-data], permission_set: Reader } }
`,
  );
  execFileSync('git', ['-C', repository, 'init', '-q']);
});
afterAll(() => rmSync(repository, { recursive: true }));

describe('The project file of the repository', () => {
  it('counts for every folder below, from wherever that is checked', async () => {
    expect(await check('.')).toEqual(['terraform/prod/sets.yaml long-production-session']);
    expect(await check('.', 'terraform')).toEqual(['prod/sets.yaml long-production-session']);
    expect(await check('.', 'terraform/prod')).toEqual(['sets.yaml long-production-session']);
    expect(await check('terraform/prod')).toEqual(['sets.yaml long-production-session']);
    expect(await check('terraform', '.', '--only', 'unassigned-permission-set')).toEqual([]);
  });

  it('gives way to the one that the folder has itself', async () => {
    write('terraform/prod/.idc.yaml', 'files: ["sets.yaml"]\n');
    expect(await check('.', 'terraform/prod')).toContain('sets.yaml unassigned-permission-set');
    rmSync(join(repository, 'terraform/prod/.idc.yaml'));
  });

  it('is named where it stands when something is wrong in it', async () => {
    write('.idc.yaml', 'rules: { unasigned-group: off }\n');
    expect(await check('.', 'terraform')).toEqual(['../.idc.yaml unknown-rule']);
  });

  it('is no business of a repository inside another', async () => {
    execFileSync('git', ['-C', join(repository, 'terraform'), 'init', '-q']);
    expect(await check('.', 'terraform')).toEqual([]);
  });
});
