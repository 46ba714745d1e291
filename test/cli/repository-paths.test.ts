import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterAll, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const repository = mkdtempSync(join(tmpdir(), 'idc-repository-'));
const definitions = join(repository, 'identity center');
afterAll(() => rmSync(repository, { recursive: true }));
mkdirSync(join(definitions, 'access'), { recursive: true });
writeFileSync(
  join(definitions, 'access', 'team #1.yaml'),
  `permission_sets:
  Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
groups: { data: {} }
group_assignments:
  data: { account_ids: ["111122223333"], permission_set: "Read,%r" }
`,
);

const check = async (format: string, path: string, cwd = repository, env = {}) =>
  (await runIdc(['check', path, '--only', 'unknown-permission-set', '--format', format], cwd, env)).out;

describe('A job that checks a folder of its repository', () => {
  it('gets annotations on paths from the root, where GitHub looks for them', async () => {
    execFileSync('git', ['-C', repository, 'init', '-q']);
    const annotation =
      /^::error file=identity center\/access\/team #1\.yaml,line=5,.*::no permission set is named "Read,%25r".*\n$/;
    expect(await check('github', 'identity center')).toMatch(annotation);
    expect(await check('github', '.', definitions)).toMatch(annotation);
    expect(await check('github', '.')).toMatch(annotation);
    rmSync(join(repository, '.git'), { recursive: true });
  });

  it('gets them where the sources came without Git, too', async () => {
    const env = { GITHUB_WORKSPACE: repository };
    expect(await check('github', '.', definitions, env)).toContain('file=identity center/access/team #1.yaml,');
    expect(await check('junit', '.', definitions, env)).toContain('file="identity center/access/team #1.yaml"');
  });

  it('gets SARIF with relative references, whatever the names hold', async () => {
    const log: Log = JSON.parse(await check('sarif', '.', definitions, { CI_PROJECT_DIR: repository }));
    const [run] = log.runs;
    const at = run?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
    expect(at).toEqual({ uri: 'identity%20center/access/team%20%231.yaml', uriBaseId: '%SRCROOT%' });
    expect(run?.originalUriBaseIds).toHaveProperty('%SRCROOT%');
  });

  it('keeps the paths of the folder given in text and JSON', async () => {
    expect(await check('text', 'identity center')).toMatch(/^access\/team #1\.yaml\n/);
    expect(await check('json', 'identity center')).toContain('"file": "access/team #1.yaml"');
  });
});
