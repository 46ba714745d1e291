import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const folder = mkdtempSync(join(tmpdir(), 'idc-stdin-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'access'));
const saved = `permission_sets: { Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] } }
groups: { data: {} }
group_assignments: { data: { account_ids: ["111122223333"], permission_set: Reader } }
`;
writeFileSync(join(folder, 'access', 'team.yaml'), saved);
writeFileSync(join(folder, 'access', 'other.yaml'), 'groups: { nobody: {} }\n');
writeFileSync(join(folder, 'notes.md'), '');

const typed = saved.replace('permission_set: Reader', 'permission_set: Readr');
const check = (cwd: string, ...args: readonly string[]) => runIdc(['check', ...args], join(folder, cwd), {}, typed);

describe('idc check --stdin-filename', () => {
  const inTheFile = /^access\/team\.yaml\n {2}3:77 {2}error {2}no permission set is named "Readr"/;

  it('takes the path as an editor has it: absolute, with a dot, with the separators of Windows', async () => {
    for (const path of [
      'access/team.yaml',
      './access/team.yaml',
      'access\\team.yaml',
      join(folder, 'access/team.yaml'),
    ]) {
      expect((await check('.', '--stdin-filename', path)).text).toMatch(inTheFile);
    }
  });

  it('takes it from where the command was started, or from the folder that is checked', async () => {
    expect((await check('access', '..', '--stdin-filename', 'team.yaml')).text).toMatch(inTheFile);
    expect((await check('access', '..', '--stdin-filename', 'access/team.yaml')).text).toMatch(inTheFile);
  });

  it('reports that file alone, and refuses one that lies elsewhere', async () => {
    expect((await check('.', '--stdin-filename', 'access/team.yaml')).text).not.toContain('nobody');
    expect(await check('access', '--stdin-filename', '../notes.md')).toMatchObject({
      code: 2,
      text: 'idc: --stdin-filename is outside the folder checked: ../notes.md\n',
    });
  });
});

describe('Nothing to read', () => {
  it('is said, so that a job which checks the wrong place is found out', async () => {
    mkdirSync(join(folder, 'empty'));
    const nothing = (where: string) =>
      `idc: nothing to read in ${where}: no Terraform, and no file that its name makes an access definition\n`;
    expect(await check('empty')).toMatchObject({ code: 0, text: nothing(join(folder, 'empty')) });
    expect(await check('.', 'notes.md')).toMatchObject({ code: 0, text: nothing('notes.md') });
    symlinkSync('access', join(folder, 'linked'));
    expect((await check('.', 'linked/team.yaml')).text).toBe(nothing('linked/team.yaml'));
    expect((await runIdc(['access', 'empty'], folder)).text).toContain(nothing('empty'));
    expect((await check('.', 'notes.md', 'access/team.yaml')).text).toBe('');
  });

  it('is not said of YAML that Terraform reads', async () => {
    mkdirSync(join(folder, 'terraform'));
    writeFileSync(join(folder, 'terraform', 'sets.yaml'), 'Reader: {}\n');
    writeFileSync(
      join(folder, 'terraform', 'main.tf'),
      `resource "aws_identitystore_group" "this" {
  for_each          = yamldecode(file("sets.yaml"))
  identity_store_id = "d-1234567890"
  display_name      = each.key
}
`,
    );
    expect((await check('.', 'terraform/sets.yaml')).text).not.toContain('nothing to read');
  });
});
