import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExplanationReport } from '../../server/src/protocol';
import { type Acme, acme } from './acme';

let here: Acme;

beforeAll(async () => {
  here = await acme();
  cpSync(join(import.meta.dirname, '..', '..', 'examples', 'acme'), join(here.folder, 'code'), { recursive: true });
  await here.idc('snapshot', '--profile', 'acme', '--output', 'acme.json');
});

afterAll(() => here.close());

describe('idc explain at Acme', () => {
  it.each([
    ['anna.berg prod-web ReadOnly', 0, 'granted'],
    ['anna.burg prod-web', 11, 'no-such-principal'],
    ['nils.falk prod-data ReadOnly', 12, 'user-disabled'],
    ['contractors sandbox ReadOnly', 13, 'group-empty'],
    ['anna.berg prod-nowhere', 14, 'no-such-account'],
    ['lena.frey prod-data DataEngineer', 16, 'in-no-assigned-group'],
    ['greta.holm prod-data DataEngineer', 17, 'assigned-with-another-set'],
    ['greta.holm staging-data RedshiftAnalyst', 19, 'assignment-creation-failed'],
    ['dora.kiss old-shop SecurityAudit', 21, 'account-suspended'],
    ['anna.berg prod-data OnCall', 24, 'outdated'],
    ['uwe.braun legacy-billing DeployPipeline', 25, 'policy-missing'],
  ])('%s: exit %i, %s', async (question, code, kind) => {
    const argv = ['explain', ...question.split(' '), '--snapshot', 'acme.json', '--path', 'code'];
    const result = await here.idc(...argv, '--format', 'json');
    // The command's own output, in the shape it promises.
    const report = JSON.parse(result.out) as ExplanationReport;
    expect([result.code, report.kind]).toEqual([code, kind]);
  });

  it('says what is broken, where the code is about it, and what to do', async () => {
    const { out } = await here.idc(
      ...['explain', 'greta.holm', 'staging-data', 'RedshiftAnalyst', '--snapshot', 'acme.json', '--path', 'code'],
    );
    expect(out.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')).toMatchInlineSnapshot(`
      "greta.holm in staging-data as RedshiftAnalyst

      The chain  5
        Link            State   What was found                                   Source
        Principal       fine    The user exists: greta.holm                      identitystore/ListUsers
        Groups          fine    The user is in data-analysts                     identitystore/ListGroupMemberships
        Account         fine    The account exists: staging-data (333344445555)  organizations/ListAccounts
        Permission set  fine    The permission set exists: RedshiftAnalyst       sso-admin/ListPermissionSets
        Assignment      broken  AWS could not carry it out (TIME): the referenced policy "my-redshift-analyst-policy" does not exist in account staging-data (333344445555) under that exact name and path  sso-admin/DescribeAccountAssignmentCreationStatus

      Events of CloudTrail
      They are asked of AWS, and a snapshot file is read. Name a profile instead to see them.

      AWS could not make the assignment
      AWS could not carry it out (TIME): the referenced policy "my-redshift-analyst-policy" does not exist in account staging-data (333344445555) under that exact name and path.
      Next step: Create the policy in that account with the same name and path, then provision the permission set again.
      Code: terraform/permission-sets.tf:7
      Live access read: TIME (just now)
      "
    `);
  });

  it('names lines of the paths that are given, and of no others', async () => {
    const asked = ['explain', 'greta.holm', 'staging-data', 'RedshiftAnalyst', '--snapshot', 'acme.json', '--path'];
    const { out } = await here.idc(...asked, 'code/terraform/permission-sets.tf');
    expect(out).toContain('Code: code/terraform/permission-sets.tf:7');
    expect((await here.idc(...asked, 'code/terraform/accounts.tf')).out).not.toContain('Code: ');
  });

  it('looks into the account where it is asked to', async () => {
    const question = ['explain', 'anna.berg', 'prod-web', 'ReadOnly', '--profile', 'acme', '--path', 'code'];
    expect((await here.idc(...question, '--check-policies')).code).toBe(0);
    const offline = await here.idc('explain', 'a', 'b', '--snapshot', 'acme.json', '--check-policies');
    expect(offline).toMatchObject({ code: 2, text: 'idc: --check-policies asks AWS: it goes with --profile\n' });
  });

  it('lists its exit codes in its help', async () => {
    const { out } = await here.idc('explain', '--help');
    expect(out).toContain('\nExit codes:\n  0   granted: the access is there\n  10  not-decidable: ');
  });

  it('asks for what it needs to know', async () => {
    const { code, text } = await here.idc('explain', 'anna.berg');
    expect([code, text]).toEqual([2, 'idc: name a user or group and an account: idc explain anna prod-data\n']);
  });
});
