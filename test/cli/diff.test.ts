import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshotFile } from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import type { ComparisonReport, FindingsReport } from '../../server/src/protocol';
import { smallSnapshot } from '../support/small-snapshot';
import { type Acme, acme } from './acme';

const four = { sessionDuration: 'PT240M' };
let here: Acme;

beforeAll(async () => {
  here = await acme();
  cpSync(join(import.meta.dirname, '..', '..', 'examples', 'acme'), join(here.folder, 'code'), { recursive: true });
  await here.idc('snapshot', '--profile', 'acme', '--output', 'acme.json');
});

afterAll(() => here.close());

describe('idc diff of the example against Acme as it lives', () => {
  it('finds what was declared and is not live, what nobody declared, and a deleted group', async () => {
    const { code, out } = await here.idc('diff', 'code', '--snapshot', 'acme.json', '--format', 'json');
    expect(code).toBe(1);
    // The command's own output, in the shape it promises.
    const report = JSON.parse(out) as ComparisonReport;
    const told = (grants: ComparisonReport['both']) =>
      grants.map((it) => `${it.principal} in ${it.accountName} as ${it.permissionSet}`);
    expect(told(report.onlyInCode)).toContain('data-analysts in staging-data as RedshiftAnalyst');
    expect(told(report.both)).toContain('data-analysts in prod-data as RedshiftAnalyst');
    expect(told(report.onlyLive)).toContain('contractors in staging-web as ReadOnly');
    expect(report.orphaned).toHaveLength(1);
    expect(report.notComparable).toEqual([]);
  });

  it('compares a plan whose code is not there', async () => {
    mkdirSync(join(here.folder, 'planned'));
    const plan = join(import.meta.dirname, '..', 'declared', 'plans', 'teams', 'second.json');
    const { code, out } = await here.idc(
      'diff',
      'planned',
      '--plan',
      plan,
      '--snapshot',
      'acme.json',
      '--format',
      'json',
    );
    expect(code).toBe(1);
    const report = JSON.parse(out) as ComparisonReport;
    const user = report.onlyInCode.find((it) => it.principalType === 'USER');
    expect(user).toMatchObject({ principal: 'anna.berg', account: '444455556666', permissionSet: 'Counted0' });
    expect(user).not.toHaveProperty('file');
    expect(report.notComparable.map(({ because }) => because)).toContain('the plan marks it as sensitive');
  });

  it('asks AWS itself where a profile is given', async () => {
    const [live, saved] = [
      await here.idc('diff', 'code', '--profile', 'acme'),
      await here.idc('diff', 'code', '--snapshot', 'acme.json'),
    ];
    const withoutTime = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
    expect(withoutTime(live.out)).toBe(withoutTime(saved.out));
    expect(live.code).toBe(1);
  });

  it('tells people what to look at', async () => {
    const { out } = await here.idc('diff', 'code', '--snapshot', 'acme.json');
    expect(out).toContain(
      '\n+ data-analysts  staging-data (333344445555)  RedshiftAnalyst  terraform/group-assignments.tf:',
    );
    expect(out).toMatch(/\nAssignments of principals that no longer exist {2}1\n.*\n.*\n- [0-9a-f-]+ +prod-data/);
    expect(out).toMatch(/\d+ in both, \d+ only in code, \d+ only live, 1 of principals that no longer exist/);
    const { out: markdown } = await here.idc('diff', 'code', '--snapshot', 'acme.json', '--format', 'markdown');
    expect(markdown).toContain('## Assignments only live');
  });

  it('does not blame live access on code that declares nothing', async () => {
    mkdirSync(join(here.folder, 'empty'));
    const { out } = await here.idc('diff', 'empty', '--snapshot', 'acme.json');
    expect(out).toContain('0 only in code, 0 only live, 1 of principals that no longer exist');
    expect(out).toContain('the code declares no assignments');
  });

  it('exits with 0 where code and AWS agree', async () => {
    mkdirSync(join(here.folder, 'same'));
    here.write('same/access.yaml', 'permission_sets: { Billing: { session_duration: PT4H } }\ngroups: { a: {} }\n');
    here.write(
      'same/live.json',
      JSON.stringify(snapshotFile(smallSnapshot({ permissionSets: { Billing: four } }), fileWording)),
    );
    expect(await here.idc('diff', 'same', '--snapshot', 'same/live.json')).toMatchObject({ code: 0 });
  });
});

describe('idc check with a snapshot', () => {
  it('underlines what failed, on the line that asks for it', async () => {
    const { code, out } = await here.idc('check', 'code', '--snapshot', 'acme.json', '--only', 'provisioning-failed');
    expect(code).toBe(1);
    expect(out).toContain('group-assignments.tf');
    expect(out).toContain('assigning "RedshiftAnalyst" to "data-analysts" in staging-data (333344445555) failed');
  });

  it('says the same of live access as of code: by severity, and by rule', async () => {
    const { out } = await here.idc('check', 'code', '--snapshot', 'acme.json', '--format', 'json');
    // The command's own output, in the shape it promises.
    const { findings } = JSON.parse(out) as FindingsReport;
    const found = new Set(findings.map((it) => it.rule));
    expect([...found]).toEqual(
      expect.arrayContaining([
        'provisioning-failed',
        'outdated-permission-set',
        'unmanaged-assignment',
        'orphaned-assignment',
        'empty-group',
        'permission-set-differs',
      ]),
    );
    expect(findings.filter((it) => it.line === 0 || it.file.startsWith('live:'))).toEqual([]);
  });
});
