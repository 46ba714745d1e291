import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acme, acme } from './acme';

let here: Acme;

beforeAll(async () => {
  here = await acme();
  here.write('saved.json', '{}');
});

afterAll(() => here.close());

describe('Which Identity Center', () => {
  it('is told by --instance, and what else there is by a wrong one', async () => {
    const right = await here.idc('status', '--profile', 'acme', '--instance', 'acme', '--format', 'json');
    expect(JSON.parse(right.out).instance.arn).toBe('arn:aws:sso:::instance/ssoins-7223acme01234567');
    const wrong = await here.idc('status', '--profile', 'acme', '--instance', 'other');
    expect(wrong).toMatchObject({
      code: 2,
      text: expect.stringMatching(/^idc: This profile sees no Identity Center instance other, but arn:.*--instance/),
    });
  });

  it('is looked for in --region alone', async () => {
    expect(await here.idc('live', '--profile', 'acme', '--region', 'eu-north-1')).toMatchObject({
      code: 2,
      text: expect.stringContaining('looked in eu-north-1'),
    });
  });

  it.each(['region', 'instance', 'profile'])('is not asked beside a snapshot file: --%s', async (option) => {
    expect(await here.idc('live', '--snapshot', 'saved.json', `--${option}`, 'x')).toMatchObject({
      code: 2,
      text: `idc: --snapshot and --${option} cannot be combined\n`,
    });
  });
});

describe('idc live --policy', () => {
  it('prints a policy document and nothing else, without a profile or AWS', async () => {
    const { code, text, out } = await here.idc('live', '--policy');
    expect([code, text]).toEqual([0, out]);
    const { Version, Statement } = JSON.parse(out);
    expect(Version).toBe('2012-10-17');
    expect(Statement[0]).toMatchObject({
      Sid: 'IdentityCenter',
      Effect: 'Allow',
      Resource: '*',
      Action: expect.arrayContaining(['sso:ListInstances', 'sso:DescribePermissionSet']),
    });
  });
});
