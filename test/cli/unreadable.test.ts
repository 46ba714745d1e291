import { chmodSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const folder = mkdtempSync(join(tmpdir(), 'idc-unreadable-'));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  join(folder, 'team.access.yaml'),
  `permission_sets: { Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] } }
groups: { data: {} }
group_assignments: { data: { account_ids: ["111122223333"], permission_set: Writer } }
`,
);

describe('A file that is not UTF-8', () => {
  it('is named, and nothing is concluded from what it may hold', async () => {
    const before = await runIdc(['check'], folder);
    expect(before.out).toContain('no permission set is named "Writer"');
    writeFileSync(join(folder, 'other.access.yaml'), Buffer.from([0xff, 0xfe, 0x70, 0x00]));
    const { text, code } = await runIdc(['check'], folder);
    expect(text).toBe('idc: left out: other.access.yaml is not UTF-8: save it as UTF-8\n');
    expect(code).toBe(0);
  });
});

describe('A folder that may not be listed', () => {
  const closed = mkdtempSync(join(tmpdir(), 'idc-closed-'));
  afterAll(() => rmSync(closed, { recursive: true }));

  it('is named with its reason, and nothing is concluded from what it may hold', async () => {
    writeFileSync(
      join(closed, 'team.access.yaml'),
      'groups: { data: {} }\ngroup_assignments: { data: { account_ids: ["111122223333"], permission_set: Writer } }\npermission_sets: { Reader: {} }\n',
    );
    mkdirSync(join(closed, 'secret'), { mode: 0o000 });
    chmodSync(closed, 0o755);
    const { text } = await unprivileged(() => runIdc(['check', '--only', 'unknown-permission-set'], closed));
    expect(text).toBe("idc: left out: secret can't be listed: permission denied\n");
    rmdirSync(join(closed, 'secret'));
    const { out } = await runIdc(['check', '--only', 'unknown-permission-set'], closed);
    expect(out).toContain('"Writer"');
  });
});

/** The superuser may list every folder. */
async function unprivileged<T>(work: () => Promise<T>): Promise<T> {
  const isSuperuser = process.getuid?.() === 0;
  if (isSuperuser) process.seteuid?.('nobody');
  try {
    return await work();
  } finally {
    if (isSuperuser) process.seteuid?.(0);
  }
}

describe('A folder where Terraform asks for a file', () => {
  it('is no file, which try() gets over', async () => {
    const root = mkdtempSync(join(tmpdir(), 'idc-folder-'));
    writeFileSync(
      join(root, 'main.tf'),
      `variable "sets" {
  type    = string
  default = ""
}

locals {
  sets = try(yamldecode(file(var.sets)), { Reader = "arn:aws:iam::aws:policy/ReadOnlyAccess" })
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each     = local.sets
  name         = each.key
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}
`,
    );
    const { text } = await runIdc(['access'], root);
    expect(text).toContain('1 permission set,');
    expect(text).not.toContain('left out');
    rmSync(root, { recursive: true });
  });
});
