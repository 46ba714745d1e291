import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const folder = mkdtempSync(join(tmpdir(), 'idc-either-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const group = `variable "name" {}
resource "aws_identitystore_group" "this" {
  identity_store_id = "d-1234567890"
  display_name      = var.name
}
`;
write('live/prod/main.tf', group);
write('live/stage/main.tf', group);
write('common.tfvars', 'name = "common"\n');
write('live/prod/prod.tfvars', 'name = "prod"\n');

const groups = async (cwd: string, ...args: readonly string[]) => {
  const { out } = await runIdc(['access', '--format', 'json', ...args], join(folder, cwd));
  return JSON.parse(out).groups.map((it: { name: string }) => it.name);
};

describe('--root and --var-file', () => {
  it('may be written from where the command was started', async () => {
    expect(await groups('.', 'live', '--root', 'live/prod', '--var-file', 'live/prod/prod.tfvars')).toEqual(['prod']);
    expect(await groups('live', '..', '--root', 'prod', '--var-file', 'prod/prod.tfvars')).toEqual(['prod']);
  });

  it('may be written from the folder given', async () => {
    expect(await groups('.', 'live', '--root', 'prod', '--var-file', 'prod/prod.tfvars')).toEqual(['prod']);
    expect(await groups('live', '..', '--root', 'live/prod', '--var-file', 'live/prod/prod.tfvars')).toEqual(['prod']);
  });

  it('may name a file of variables that lies outside the folder, also by its absolute path', async () => {
    expect(await groups('.', 'live/prod', '--var-file', 'common.tfvars')).toEqual(['common']);
    expect(await groups('live/prod', '.', '--var-file', '../../common.tfvars')).toEqual(['common']);
    expect(await groups('live', 'prod', '--var-file', join(folder, 'common.tfvars'))).toEqual(['common']);
  });
});
