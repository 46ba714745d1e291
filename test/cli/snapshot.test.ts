import { lstatSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSnapshot } from '../../server/src/core/live';
import { type Acme, acme } from './acme';

let here: Acme;

beforeAll(async () => {
  here = await acme();
  await here.idc('snapshot', '--profile', 'acme', '--output', 'acme.json');
});

afterAll(() => here.close());

describe('idc snapshot', () => {
  it('saves what the profile reads, and says how much that is', async () => {
    const { code, text, out } = await here.idc('snapshot', '--profile', 'acme', '-o', 'again.json');
    expect(code).toBe(0);
    expect(out).toBe('');
    expect(text).toMatch(/^idc: saved again\.json: \d{3} assignments of 14 permission sets, read \S+Z\n$/);
    expect(decodeSnapshot(here.read('again.json'))).toHaveProperty('snapshot');
  });

  it('gives idc live and idc status the same to say without AWS', async () => {
    const live = await here.idc('live', '--snapshot', 'acme.json', '--format', 'json');
    expect(live.out).toBe(here.read('acme.json'));
    const status = await here.idc('status', '--snapshot', 'acme.json');
    expect(status.code).toBe(1);
    expect(status.out).toMatch(/RedshiftAnalyst +staging-data \(333344445555\) +data-analysts/);
    expect(status.out).toMatch(/OnCall +prod-data \(111122223333\)/);
  });

  it('replaces names of people and accounts, the same name by the same pseudonym', async () => {
    await here.idc('snapshot', '--snapshot', 'acme.json', '--pseudonymise', '-o', 'shared.json');
    const text = here.read('shared.json');
    for (const name of ['anna.berg', 'data-analysts', 'prod-data', 'acme"']) expect(text).not.toContain(name);
    for (const name of ['RedshiftAnalyst', 'my-redshift-analyst-policy', '333344445555']) expect(text).toContain(name);
    const decoded = decodeSnapshot(text);
    if (!('snapshot' in decoded)) throw new Error(decoded.problem);
    const { access, memberships, requests, pseudonymized } = decoded.snapshot;
    expect(pseudonymized).toBe(true);
    const groups = [...access.groups.byName.keys()];
    expect(memberships?.map((it) => it.group).toSorted()).toEqual(groups.toSorted());
    expect(groups).toContain(requests.find((it) => it.permissionSet === 'RedshiftAnalyst')?.principal);
    await here.idc('snapshot', '--snapshot', 'acme.json', '--pseudonymise', '-o', 'later.json');
    expect(here.read('later.json')).toBe(text);
  });

  it('does not say that somebody or an account is missing whose name was replaced', async () => {
    await here.idc('snapshot', '--snapshot', 'acme.json', '--pseudonymise', '-o', 'shared.json');
    const asked = async (who: string, account: string) =>
      here.idc('explain', who, account, '--snapshot', 'shared.json', '--format', 'json');
    const whom = await asked('anna.berg', 'prod-data');
    expect([whom.code, JSON.parse(whom.out).nextStep]).toEqual([
      10,
      'Ask with its pseudonym, or use a snapshot with names.',
    ]);
    const snapshot = decodeSnapshot(here.read('shared.json'));
    if (!('snapshot' in snapshot)) throw new Error(snapshot.problem);
    const [standIn = ''] = snapshot.snapshot.access.groups.byName.keys();
    const where = await asked(standIn, 'prod-data');
    expect([where.code, JSON.parse(where.out).nextStep]).toEqual([
      10,
      'Give the id of the account, or use a snapshot with names.',
    ]);
    expect((await asked(standIn, '999999999999')).code).toBe(14);
    const [member = ''] = snapshot.snapshot.memberships?.find(({ members }) => members.length > 0)?.members ?? [];
    expect(JSON.parse((await asked(member, '111122223333')).out).links[0].verdict).toBe('fine');
  });

  it('makes no finding of a name that was replaced', async () => {
    here.write('access.yaml', 'groups: { nobody: {} }\npermission_sets: { ReadOnly: { managed_policies: [x] } }\n');
    await here.idc('snapshot', '--snapshot', 'acme.json', '--pseudonymise', '-o', 'shared.json');
    const { out } = await here.idc('check', '--snapshot', 'shared.json', '--only', 'unknown-group');
    expect(out).toBe('');
  });
});

describe('--output', () => {
  it('names a folder that is not there, and what is no file', async () => {
    for (const command of ['snapshot', 'report']) {
      const to = (target: string) => here.idc(command, '--snapshot', 'acme.json', '-o', target);
      expect(await to('nowhere/x')).toMatchObject({
        code: 2,
        text: "idc: can't save nowhere/x: there is no such folder\n",
      });
      expect(await to('.')).toMatchObject({ code: 2, text: "idc: can't save .: it is a folder\n" });
    }
  });
});

describe('--output to a link', () => {
  it('writes what the link leads to, and the link stays one', async () => {
    symlinkSync('today.json', join(here.folder, 'latest.json'));
    here.write('today.json', '');
    await here.idc('snapshot', '--snapshot', 'acme.json', '-o', 'latest.json');
    expect(lstatSync(join(here.folder, 'latest.json')).isSymbolicLink()).toBe(true);
    expect(here.read('today.json')).toBe(here.read('acme.json'));
  });
});

describe('A refresh after a snapshot', () => {
  it('reads only what can have changed, and says how old the rest is', async () => {
    const { code, out } = await here.idc('live', '--profile', 'acme', '--since', 'acme.json');
    expect(code).toBe(0);
    expect(out).toMatch(/\nother assignments: read \S+Z, unchanged until \S+Z by the request history\n/);
    await here.idc('snapshot', '--profile', 'acme', '--since', 'acme.json', '-o', 'since.json');
    const rows = (path: string) => JSON.parse(here.read(path)).assignments;
    expect(rows('since.json')).toEqual(rows('acme.json'));
  });

  it('is planned from the snapshot, without AWS', async () => {
    const { code, out } = await here.idc('live', '--snapshot', 'acme.json', '--plan');
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "12 accounts, 9 groups, 40 users, 14 permission sets provisioned in 77 pairs
        lists              2 calls
        groups            30 calls
        provisioning      29 calls
        requests           0 calls
        policies          56 calls
        members            9 calls
        users             40 calls
        pairs             77 calls
      A whole refresh: 243 calls, about 13 s at AWS's 20 requests a second
      Assignments beside those of groups: user by user, and every pair that is provisioned
      A refresh after this snapshot, if nothing changed: 22 calls by CloudTrail, 129 by the request history
      "
    `);
    const { out: json } = await here.idc('live', '--snapshot', 'acme.json', '--plan', '--format', 'json');
    expect(JSON.parse(json)).toMatchObject({ version: 1, completion: 'both', sizes: { groups: 9 } });
  });

  it.each([
    [['--plan'], '--plan takes its numbers from a snapshot: add --snapshot FILE'],
    [
      ['--snapshot', 'acme.json', '--since', 'acme.json'],
      '--since asks AWS, and --snapshot does not: name one of them',
    ],
    [['--profile', 'acme', '--since', 'missing.json'], "can't read the snapshot missing.json: there is no such file"],
  ])('is refused with %j', async (options, problem) => {
    expect(await here.idc('live', ...options)).toMatchObject({ code: 2, text: `idc: ${problem}\n` });
  });
});

describe('A snapshot file that can not be used', () => {
  it.each([
    ['missing.json', 'there is no such file'],
    ['text.json', 'this is not JSON'],
    ['other.json', 'this is not a snapshot of live access'],
    ['future.json', 'this snapshot has format 9, and this version reads the formats 1 and 2'],
    ['half.json', 'instance: expected an object'],
  ])('%s: %s', async (path, problem) => {
    here.write('text.json', 'takenAt: today');
    here.write('other.json', '{ "version": 1 }');
    here.write('future.json', '{ "snapshot": 9 }');
    here.write('half.json', '{ "version": 1, "snapshot": 1, "takenAt": "2026-11-24T04:00:00Z", "profile": "acme" }');
    for (const command of ['check', 'live', 'status']) {
      const { code, text } = await here.idc(command, '--snapshot', path);
      expect({ code, text }).toEqual({ code: 2, text: `idc: can't read the snapshot ${path}: ${problem}\n` });
    }
  });

  it('is not read beside a profile', async () => {
    const { code, text } = await here.idc('live', '--snapshot', 'acme.json', '--profile', 'acme');
    expect({ code, text }).toEqual({ code: 2, text: 'idc: --snapshot and --profile cannot be combined\n' });
  });
});
