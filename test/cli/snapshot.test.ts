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
    expect(status.out).toContain('RedshiftAnalyst in staging-data (333344445555) for data-analysts');
    expect(status.out).toContain('OnCall in prod-data (111122223333)');
  });

  it('replaces names of people and accounts, the same name by the same stand-in', async () => {
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

  it('makes no finding of a name that was replaced', async () => {
    here.write('access.yaml', 'groups: { nobody: {} }\npermission_sets: { ReadOnly: { managed_policies: [x] } }\n');
    await here.idc('snapshot', '--snapshot', 'acme.json', '--pseudonymise', '-o', 'shared.json');
    const { out } = await here.idc('check', '--snapshot', 'shared.json', '--only', 'unknown-group');
    expect(out).toBe('');
  });
});

describe('A snapshot file that can not be used', () => {
  it.each([
    ['missing.json', 'there is no such file'],
    ['text.json', 'this is not JSON'],
    ['other.json', 'this is not a snapshot of live access'],
    ['future.json', 'this snapshot has format 9, and this version reads format 1'],
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
    expect({ code, text }).toEqual({ code: 2, text: 'idc: --snapshot and --profile go only one at a time\n' });
  });
});
