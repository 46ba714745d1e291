import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const folder = mkdtempSync(join(tmpdir(), 'idc-links-'));
afterAll(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, 'team'));
writeFileSync(join(folder, 'common.tf'), 'variable "group" {}\n');
writeFileSync(
  join(folder, 'team/main.tf'),
  `resource "aws_identitystore_group" "this" {
  identity_store_id = "d-1234567890"
  display_name      = var.group
}
`,
);

describe('A file that modules share by a link', () => {
  it('is read like any other', async () => {
    const before = await runIdc(['check', '.'], folder);
    expect(before.out).toContain('this module has no variable "group"');
    symlinkSync('../common.tf', join(folder, 'team/common.tf'));
    const { out } = await runIdc(['check', '.'], folder);
    expect(out).not.toContain('undeclared-reference');
  });

  it('is no file where it leads nowhere, or round in a circle', async () => {
    symlinkSync('gone.tf', join(folder, 'team/dangling.tf'));
    symlinkSync('..', join(folder, 'team/up'));
    const { out, code } = await runIdc(['check', '.'], folder);
    expect({ out: out.includes('undeclared-reference'), code }).toEqual({ out: false, code: 0 });
  });
});
