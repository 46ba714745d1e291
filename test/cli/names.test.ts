import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { wantsColor } from '../../server/src/cli/context';
import { runIdc } from '../support/transcript';

const folder = mkdtempSync(join(tmpdir(), 'idc-names-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, 'team.access.yaml'),
  String.raw`groups: { "a\n::error::owned": {}, "b\e[31m": {} }
permission_sets: { Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] } }
group_assignments: { "a\n::error::owned": { account_ids: ["111122223333"], permission_set: Reader } }
`,
);

describe('Names that somebody else wrote', () => {
  it('begin no line of their own in a log, where a CI system would obey it, and command no terminal', async () => {
    for (const command of ['access', 'check']) {
      const { out } = await runIdc([command], folder);
      expect(out).not.toMatch(/^::/m);
      expect(out).not.toContain('\u001b');
    }
    expect((await runIdc(['access'], folder)).out).toContain('  a\\u000a::error::owned  111122223333  Reader');
  });
});

describe('Color', () => {
  const world = (env: Record<string, string>, outIsTerminal: boolean) => wantsColor({ env, outIsTerminal });

  it('is for terminals that have it', () => {
    expect([world({}, true), world({}, false), world({ TERM: 'dumb' }, true)]).toEqual([true, false, false]);
  });

  it('follows FORCE_COLOR, a no included, and NO_COLOR before it', () => {
    expect([world({ FORCE_COLOR: '1' }, false), world({ FORCE_COLOR: '0' }, true)]).toEqual([true, false]);
    expect([world({ FORCE_COLOR: '1', NO_COLOR: '1' }, true), world({ NO_COLOR: '' }, true)]).toEqual([false, true]);
  });
});
