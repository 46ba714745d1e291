import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterAll, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const folder = mkdtempSync(join(tmpdir(), 'idc-formats-'));
const definition = `permission_sets:
  Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
groups: { "data & co": {} }
group_assignments:
  data & co: { account_ids: ["111122223333"], permission_set: Readr }
`;
writeFileSync(join(folder, 'team.access.yaml'), definition);
afterAll(() => rmSync(folder, { recursive: true }));

const check = (...args: readonly string[]) => runIdc(['check', '--only', 'unknown-permission-set', ...args], folder);

describe('idc check --format', () => {
  it('sarif holds the rule with its page, the place, and a fingerprint that survives moved lines', async () => {
    const first = sarifOf((await check('--format', 'sarif')).out);
    writeFileSync(join(folder, 'team.access.yaml'), `# moved down\n${definition}`);
    const second = sarifOf((await check('--format', 'sarif')).out);
    writeFileSync(join(folder, 'team.access.yaml'), definition);
    expect(first).toMatchObject({
      ruleId: 'unknown-permission-set',
      level: 'error',
      region: { startLine: 5, startColumn: 63, endLine: 5, endColumn: 68 },
    });
    expect(first.page).toContain('# unknown-permission-set');
    expect(second.region).toMatchObject({ startLine: 6 });
    expect(second.fingerprints).toEqual(first.fingerprints);
  });

  it('github prints a workflow command, escaped', async () => {
    const { out, code } = await check('--format', 'github');
    expect(out).toBe(
      '::error file=team.access.yaml,line=5,col=63,endLine=5,endColumn=68,title=unknown-permission-set::' +
        'no permission set is named "Readr": did you mean "Reader"?\n',
    );
    expect(code).toBe(1);
  });

  it('junit makes a finding a failed case, and nothing found a passed one', async () => {
    const { out } = await check('--format', 'junit');
    expect(out).toContain('<testsuites name="idc" tests="1" failures="1">');
    expect(out).toContain('message="no permission set is named &quot;Readr&quot;: did you mean &quot;Reader&quot;?"');
    const clean = await runIdc(['check', '--format', 'junit', '--only', 'policy-name-drift'], folder);
    expect(clean.out).toContain('<testcase name="no findings" classname="idc"/>');
  });
});

describe('idc check', () => {
  it('tolerates what --max-severity allows', async () => {
    expect((await check()).code).toBe(1);
    expect((await check('--max-severity', 'error')).code).toBe(0);
  });

  it('leaves out what --ignore names, and refuses a rule that does not exist', async () => {
    expect((await runIdc(['check', '--ignore', 'unknown-permission-set,unassigned-permission-set'], folder)).out).toBe(
      '',
    );
    const { text, code } = await runIdc(['check', '--only', 'unknown-permisson-set'], folder);
    expect(text).toBe(
      'idc: no such rule: unknown-permisson-set (did you mean unknown-permission-set?); idc rules lists them\n',
    );
    expect(code).toBe(2);
  });
});

function sarifOf(text: string) {
  const log: Log = JSON.parse(text);
  const [run] = log.runs;
  const [result] = run?.results ?? [];
  return {
    ruleId: result?.ruleId,
    level: result?.level,
    region: result?.locations?.[0]?.physicalLocation?.region,
    fingerprints: result?.partialFingerprints,
    page: run?.tool.driver.rules?.[0]?.help?.markdown,
  };
}
