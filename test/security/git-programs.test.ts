/** Whatever a repository's settings, attributes and hooks say: looking at a revision of it starts none of their programs. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeHost } from '../../server/src/host';
import { nodeGit } from '../../server/src/host/git/git';
import { Folder } from '../../server/src/lsp/folder';
import { smallSnapshot } from '../support/small-snapshot';
import { runIdc } from '../support/transcript';
import {
  type ExecutableSetting,
  harmless,
  hooks,
  readsLost,
  settings,
  suspicious,
  transports,
} from './executable-settings';
import { gitIn, type HostileRepository, hostileRepository, signHead, trapsIn } from './hostile-repository';

const access = (set: string) => `permission_sets: { ${set}: {} }\ngroups: { data: {} }\n`;
const attributes = '* filter=trap diff=trap merge=trap\n';

/** All settings at once, in the repository's own file or in one outside that it includes, and every hook. */
function trapped(writtenIn: 'config' | 'included file', chosen: readonly ExecutableSetting[] = settings) {
  const repository = hostileRepository();
  const { path, aside, write, commit, lose } = repository;
  write('access.yaml', access('Reader'));
  write('lost.txt', 'lost');
  write('lost.access.yaml', access('Lost'));
  write('.gitattributes', attributes);
  commit('before');
  write('access.yaml', access('Writer'));
  commit('after');
  signHead(repository);
  write('access.yaml', access('Other'));
  repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD~1');
  repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  for (const name of ['lost.txt', 'lost.access.yaml', 'access.yaml']) lose(`HEAD~1:${name}`);
  writeFileSync(join(path, '.git/info/attributes'), attributes);
  const traps = trapsIn(aside);
  traps.set('git-remote-trap');
  const hooksFolder = writtenIn === 'config' ? join(path, '.git/hooks') : join(aside, 'hooks');
  mkdirSync(hooksFolder, { recursive: true });
  for (const hook of hooks) trapsIn(aside).set(`hooks/${hook}`);
  const file = writtenIn === 'config' ? join(path, '.git/config') : join(aside, 'settings');
  for (const it of chosen) configure(file, it, aside);
  if (writtenIn === 'included file') appendFileSync(join(path, '.git/config'), `[include]\n\tpath = ${file}\n`);
  return { repository, traps };
}

function configure(file: string, { name, set }: ExecutableSetting, aside: string): void {
  const trap = trapsIn(aside).set(trapName(name));
  for (const [key, value] of set) {
    const filled = (text: string) => text.replace('TRAP', trap).replace('HOOKS', join(aside, 'hooks'));
    execFileSync('git', ['config', '--file', file, '--add', filled(key), filled(value)]);
  }
}

function trapName(setting: string): string {
  return setting.replaceAll(/[^\w.]/g, '_');
}

describe.each(['config', 'included file'] as const)('A repository that names programs in its %s', (writtenIn) => {
  let repository: HostileRepository;
  let traps: ReturnType<typeof trapsIn>;
  const before = process.env.PATH;
  beforeAll(() => {
    ({ repository, traps } = trapped(writtenIn));
    process.env.PATH = traps.path;
  });
  afterAll(() => {
    process.env.PATH = before;
    repository.remove();
  });

  it('has none of them run by idc check --changed-since', async () => {
    const { text, code } = await runIdc(['check', '--changed-since', 'HEAD~1'], repository.path);
    expect(code).toBe(1);
    expect(text).toContain("lost.access.yaml can't be read: it is not in this clone; git fetch --refetch --no-filter");
    expect(traps.ran()).toEqual([]);
  });

  it('has none of them run by idc access --diff', async () => {
    const { text } = await runIdc(['access', '--diff', 'HEAD~1'], repository.path);
    expect(text).toContain('Access changes since HEAD~1');
    expect(traps.ran()).toEqual([]);
  });

  it('has none of them run where revisions are listed, of which one is signed', async () => {
    const found = await nodeGit.revisions(repository.path);
    if (!found.ok) throw new Error(found.message);
    expect(found.value.map(({ subject }) => subject)).toEqual(['after', 'before', 'after', 'before']);
    expect(traps.ran()).toEqual([]);
  });

  it('has none of them run by an editor that opens the folder with a snapshot at hand', async () => {
    const said: string[] = [];
    const say = (text: string) => void said.push(text);
    const host = createNodeHost({ env: {}, log: { info: say, warn: say, error: say } });
    const publisher = { publish: () => {}, clear: () => {} };
    const folder = new Folder(repository.path, { host, publisher, analysed: () => {} });
    folder.start();
    folder.compareWith(smallSnapshot({ permissionSets: { Reader: {} } }), undefined);
    await folder.settled();
    expect(said).toContainEqual(expect.stringContaining('lost.access.yaml'));
    expect(traps.ran()).toEqual([]);
    folder.stop();
  });
});

describe('The traps', () => {
  it.each(settings.flatMap((it) => (it.springs ? [[it.name, it, it.springs] as const] : [])))(
    'spring where plain git walks into %s',
    (_, setting, springs) => {
      // By itself, so that no other one stands in its way.
      const { repository, traps } = trapped('config', [setting]);
      expect(ranBy(springs, repository, traps)).not.toEqual([]);
      repository.remove();
    },
  );

  // Each is enough by itself: one for a Git that knows it, the other for one that does not.
  it.each([{ GIT_NO_LAZY_FETCH: '1' }, { GIT_ALLOW_PROTOCOL: 'none' }])('of transports do not, given %o', (env) => {
    const { repository, traps } = trapped('config', transports);
    expect(ranBy(readsLost, repository, traps, env)).toEqual([]);
    expect(ranBy(readsLost, repository, traps)).not.toEqual([]);
    repository.remove();
  });
});

/** By the plain program, which fails where a trap does. */
function ranBy(
  args: readonly string[],
  { path }: HostileRepository,
  traps: ReturnType<typeof trapsIn>,
  env: NodeJS.ProcessEnv = {},
): readonly string[] {
  try {
    gitIn(path, { PATH: traps.path, ...env })(...args);
  } catch {
    // What ran is asked, not how it ended.
  }
  return traps.ran();
}

describe('The table of settings', () => {
  it('has every one that Git documents and that sounds like a program or a connection', () => {
    const documented = execFileSync('git', ['help', '--config'], { encoding: 'utf8' })
      .split('\n')
      .filter((it) => /^\w+\./.test(it));
    const known = new Set(settings.map(({ name }) => name.toLowerCase()));
    const unknown = documented.filter(
      (it) => suspicious.test(it) && !known.has(it.toLowerCase()) && !harmless.some(([names]) => names.test(it)),
    );
    expect(unknown).toEqual([]);
    expect(documented.length).toBeGreaterThan(400);
  });

  it('has every hook that comes with Git as a sample', () => {
    const { path, remove } = hostileRepository();
    const samples = readdirSync(join(path, '.git/hooks')).map((it) => it.replace(/\.sample$/, ''));
    expect(samples.filter((it) => !hooks.includes(it))).toEqual([]);
    remove();
  });
});
