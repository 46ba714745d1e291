import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhoReport } from '../../server/src/protocol';
import { type Acme, acme } from './acme';

let here: Acme;

beforeAll(async () => {
  here = await acme();
  cpSync(join(import.meta.dirname, '..', '..', 'examples', 'acme'), join(here.folder, 'code'), { recursive: true });
  await here.idc('snapshot', '--profile', 'acme', '--output', 'acme.json');
});

afterAll(() => here.close());

describe('idc report', () => {
  it('answers who can access production, from AWS itself', async () => {
    const argv = ['report', 'code', '--profile', 'acme', '--production', '--format', 'json'];
    const { code, out } = await here.idc(...argv);
    // The command's own output, in the shape it promises.
    const { rows, gaps } = JSON.parse(out) as WhoReport;
    expect([code, gaps]).toEqual([0, []]);
    expect([...new Set(rows.map((row) => row.accountName))]).toEqual(['legacy-billing', 'prod-data', 'prod-web']);
    const analysts = rows.filter((row) => row.group === 'data-analysts' && row.permissionSet === 'RedshiftAnalyst');
    expect(analysts.map((row) => `${row.user} ${row.accountName} ${row.inCode} ${row.file}`)).toContain(
      'greta.holm prod-data yes terraform/group-assignments.tf',
    );
  });

  it.each(['csv', 'markdown', 'html'])('saves %s', async (format) => {
    const argv = [
      'report',
      'code',
      '--snapshot',
      'acme.json',
      '--by',
      'user',
      '--format',
      format,
      '-o',
      `who.${format}`,
    ];
    const { code, text, out } = await here.idc(...argv);
    expect([code, out]).toEqual([0, '']);
    expect(text).toMatch(/^idc: saved who\.\w+: \d{3} rows, read \S+\n$/);
    expect(here.read(`who.${format}`)).toContain('greta.holm');
  });

  it('says that a report is not whole where the file may be read by itself', async () => {
    here.write('partly.json', here.read('acme.json').replace('"gaps": []', `"gaps": [${gap}]`));
    const { text } = await here.idc('report', 'code', '--snapshot', 'partly.json', '-o', 'partly.csv');
    expect(text).toContain('idc: not read: members of 2 groups: denied\n');
    expect(here.read('partly.csv')).toContain('NOT READ: members of 2 groups: denied');
  });

  it('does not report nobody where nothing says what production is', async () => {
    mkdirSync(join(here.folder, 'bare'));
    const { code, text } = await here.idc('report', 'bare', '--snapshot', 'acme.json', '--production');
    expect([code, text]).toEqual([2, 'idc: --production needs production accounts in .idc.yaml\n']);
  });
});

const gap = '{ "what": "members of 2 groups", "because": "denied", "action": null }';
