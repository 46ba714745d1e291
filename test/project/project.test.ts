/** One project while its files change: what is read, what is left out, and that it ends where a fresh one would begin. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../server/src/core/analysis';
import { unknownText } from '../../server/src/core/wording';
import type { ReadResult } from '../../server/src/host';
import { leftOutText, Project, type ProjectSource, runAtOnce } from '../../server/src/project';
import { said } from './ways';

type Content = string | Exclude<ReadResult, { kind: 'text' | 'missing' }>;

/** Files in memory; `closed` are folders that can't be listed, `read` is every path that was read. */
function memory(files: Readonly<Record<string, Content>>, below = '') {
  const content = new Map(Object.entries(files));
  const closed = new Set<string>();
  const read: string[] = [];
  const isAt = (path: string, at: string) => at === '' || path === at || path.startsWith(`${at}/`);
  const source: ProjectSource = {
    below: async () => below,
    list: async (at) => {
      const unlisted = [...closed].filter((folder) => isAt(folder, at) || isAt(at, folder));
      const paths = [...content.keys()].filter((path) => isAt(path, at) && !path.startsWith('../'));
      return {
        paths: paths.filter((path) => !unlisted.some((folder) => isAt(path, folder))),
        unlisted: unlisted.map((path) => ({ path, because: 'permission denied' })),
      };
    },
    read: async (path) => {
      read.push(path);
      const found = content.get(path);
      if (found === undefined) return { kind: 'missing' };
      return typeof found === 'string' ? { kind: 'text', text: found } : found;
    },
  };
  return { content, closed, read, source };
}

async function opened(source: ProjectSource, edits: ReadonlyMap<string, string> = new Map()) {
  const told: string[] = [];
  const project = new Project(source, { onLeftOut: (it) => told.push(leftOutText(it)) });
  for (const [path, text] of edits) await project.edit(path, text);
  await project.open();
  const analysis = () => project.analysis(runAtOnce);
  const sets = async () => [...(await analysis()).declared.permissionSets.byName.keys()];
  return { project, told, analysis, sets };
}

const set = (name: string) => `permission_sets: { ${name}: {} }\n`;
const unknownIn = ({ declared }: Analysis) =>
  declared.permissionSets.because.map(({ because }) => unknownText(because));

describe('What an evaluation asks for', () => {
  it('is loaded until it asks for nothing more, each file once', async () => {
    const { source, read } = memory({
      'main.tf': `locals { name = file(trimspace(file("a.txt"))) }
resource "aws_ssoadmin_permission_set" "this" { name = local.name }
`,
      'a.txt': 'b.txt\n',
      'b.txt': 'Reader',
      'c.txt': 'never asked for',
    });
    const { sets } = await opened(source);
    expect(await sets()).toEqual(['Reader']);
    expect(read).toEqual(['main.tf', 'a.txt', 'b.txt']);
    await sets();
    expect(new Set(read).size).toBe(read.length);
  });

  it('is not loaded for work that was given up', async () => {
    const { source, read } = memory({ 'main.tf': 'locals { it = file("a.txt") }\noutput "it" { value = local.it }\n' });
    const { project } = await opened(source);
    expect(await project.analysis(async () => undefined)).toBeUndefined();
    expect(read).toEqual(['main.tf']);
  });
});

describe('What is left out', () => {
  const files = {
    'a.access.yaml': set('Reader'),
    'b.tf': { kind: 'not-utf8', bytes: Uint8Array.of(0xff) },
    'c.tf': { kind: 'too-large', bytes: 20_000_000 },
    'd.tf': { kind: 'unreadable', because: 'permission denied' },
  } as const;

  it('is told with its reason, once, and may declare anything', async () => {
    const { source, content } = memory(files);
    const { project, told, analysis, sets } = await opened(source);
    expect(told).toEqual([
      'left out: b.tf is not UTF-8: save it as UTF-8',
      'left out: c.tf is too large to read: 20000000 bytes, and the limit is 16777216 (16 MiB)',
      "left out: d.tf can't be read: permission denied",
    ]);
    expect(unknownIn(await analysis())).toEqual(
      expect.arrayContaining(['b.tf could not be read', 'c.tf could not be read', 'd.tf could not be read']),
    );
    await project.changed(['d.tf']);
    expect(told.length).toBe(3);
    for (const path of ['b.tf', 'c.tf', 'd.tf']) content.delete(path);
    await project.changed(['b.tf', 'c.tf', 'd.tf']);
    expect(project.leftOut).toEqual([]);
    expect([await sets(), (await analysis()).declared.permissionSets.complete]).toEqual([['Reader'], true]);
  });

  it('says no more what it said before it could not be read', async () => {
    const { source, content } = memory({ 'a.access.yaml': set('Reader'), 'b.access.yaml': set('Writer') });
    const { project, analysis, sets } = await opened(source);
    expect(await sets()).toEqual(['Reader', 'Writer']);
    content.set('b.access.yaml', { kind: 'unreadable', because: 'permission denied' });
    await project.changed(['b.access.yaml']);
    expect(await sets()).toEqual(['Reader']);
    expect(unknownIn(await analysis())).toContain('b.access.yaml could not be read');
  });

  it('is a folder whose files nobody may list, until somebody may', async () => {
    const { source, closed } = memory({ 'a.access.yaml': set('Reader'), 'secret/b.access.yaml': set('Writer') });
    closed.add('secret');
    const { project, told, analysis, sets } = await opened(source);
    expect(told).toEqual(["left out: secret can't be listed: permission denied"]);
    expect(unknownIn(await analysis())).toContain('secret could not be read');
    closed.clear();
    await project.changed(['secret']);
    expect([await sets(), unknownIn(await analysis()), project.leftOut]).toEqual([['Reader', 'Writer'], [], []]);
  });

  it('is a text in an editor too that is larger than what is read', async () => {
    const { source } = memory({ 'a.access.yaml': set('Reader') });
    const { project, told, sets } = await opened(source);
    await project.edit('a.access.yaml', `${set('Writer')}#${'é'.repeat(8 * 1024 * 1024)}`);
    expect(await sets()).toEqual([]);
    expect(told).toEqual([expect.stringMatching(/^left out: a\.access\.yaml is too large to read: 167\d+ bytes/)]);
    await project.edit('a.access.yaml', set('Writer'));
    expect([await sets(), project.leftOut]).toEqual([['Writer'], []]);
    await project.close('a.access.yaml');
    expect(await sets()).toEqual(['Reader']);
  });
});

describe('A link out of the repository', () => {
  it('is left out, and counts again when it is a file', async () => {
    const { source, content } = memory({ 'a.access.yaml': set('Reader'), 'b.access.yaml': { kind: 'outside' } });
    const { project, told, analysis, sets } = await opened(source);
    expect([await sets(), told]).toEqual([
      ['Reader'],
      ['left out: b.access.yaml leads out of the repository: keep a copy of it in the repository'],
    ]);
    expect(unknownIn(await analysis())).toContain('b.access.yaml could not be read');
    content.set('b.access.yaml', set('Writer'));
    await project.changed(['b.access.yaml']);
    expect([await sets(), project.leftOut]).toEqual([['Reader', 'Writer'], []]);
  });

  it('is asked for only as long as somebody reads it', async () => {
    const { source, content } = memory({
      'main.tf': 'output "it" { value = file("../x") }\n',
      '../x': { kind: 'outside' },
    });
    const { project, analysis } = await opened(source);
    await analysis();
    expect(project.leftOut).toEqual([{ kind: 'outside', path: '../x' }]);
    content.set('main.tf', '');
    await project.changed(['main.tf']);
    await analysis();
    expect(project.leftOut).toEqual([]);
  });
});

describe('Sources that are too much together', () => {
  const large = `${set('Large')}#${'x'.repeat(15 * 1024 * 1024)}`;
  const path = (at: number) => `${String(at).padStart(2, '0')}.access.yaml`;
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [path(at), large]));

  it('are left out from where the limit is reached, by their paths, until there is room', async () => {
    const { source, content } = memory(files);
    const { project, told, analysis } = await opened(source);
    await analysis();
    const kept = Math.floor((256 * 1024 * 1024) / large.length);
    const beyond = Object.keys(files).slice(kept);
    expect(told).toEqual(
      beyond.map((it) => `left out: ${it} is not read: all sources together have more than 256 MiB`),
    );
    content.set(path(1), 'small');
    await project.changed([path(1)]);
    await analysis();
    expect(project.leftOut.map((it) => it.path)).toEqual(beyond.slice(1));
  });
});

describe('The project file', () => {
  const files = { 'own/sets.yaml': set('Own'), 'one/sets.yaml': set('One'), 'access.yaml': set('Reader') };
  const globs = (glob: string) => `files: ["${glob}"]\n`;

  it('of a folder above counts until the folder has its own, and again when that is gone', async () => {
    const { source, content } = memory({ ...files, '../../.idc.yaml': globs('x/y/one/*.yaml') }, 'x/y');
    const { project, sets } = await opened(source);
    expect([await sets(), project.above]).toEqual([['Reader', 'One'], '../../.idc.yaml']);
    await project.edit('.idc.yaml', globs('own/*.yaml'));
    expect([await sets(), project.above]).toEqual([['Reader', 'Own'], undefined]);
    await project.close('.idc.yaml');
    expect(await sets()).toEqual(['Reader', 'One']);
    content.set('../.idc.yml', globs('y/own/*.yaml'));
    await project.changed(['../.idc.yml']);
    expect([await sets(), project.above]).toEqual([['Reader', 'Own'], '../.idc.yml']);
    await project.edit('../.idc.yml', globs('y/one/*.yaml'));
    expect(await sets()).toEqual(['Reader', 'One']);
    await project.edit('../../.idc.yaml', globs('x/y/own/*.yaml'));
    expect([await sets(), project.above]).toEqual([['Reader', 'One'], '../.idc.yml']);
    content.delete('../.idc.yml');
    await project.close('../.idc.yml');
    expect([await sets(), project.above]).toEqual([['Reader', 'Own'], '../../.idc.yaml']);
  });

  it('beyond the outermost folder is somebody else’s', async () => {
    const { source } = memory({ ...files, '../../.idc.yaml': globs('x/y/one/*.yaml') }, 'y');
    expect(await (await opened(source)).sets()).toEqual(['Reader']);
  });
});

describe('A project that has changed', () => {
  it('reads nothing behind a linked folder, whatever is told of it', async () => {
    const { source, content } = memory({ 'access.yaml': set('Reader') });
    const { project, sets } = await opened({
      ...source,
      list: async (at) => (at.startsWith('linked/') ? { paths: [], unlisted: [] } : source.list(at)),
    });
    content.set('linked/access.yaml', set('Twice'));
    await project.changed(['linked/access.yaml']);
    expect(await sets()).toEqual(['Reader']);
  });

  const texts: readonly Content[] = [
    set('Reader'),
    set('Writer'),
    'files: ["a/*.yaml"]\n',
    'locals { n = yamldecode(file("b.yaml")) }\nresource "aws_ssoadmin_permission_set" "x" { name = keys(local.n)[0] }\n',
    'broken: [\n',
    { kind: 'not-utf8', bytes: Uint8Array.of(0xff, 0x41) },
    { kind: 'unreadable', because: 'permission denied' },
    { kind: 'outside' },
  ];
  const path = fc.constantFrom(
    'main.tf',
    'a.access.yaml',
    'a/c.yaml',
    'a/access.yaml',
    'b.yaml',
    '.idc.yaml',
    '../.idc.yaml',
  );
  const content = fc.constantFrom(...texts);
  const change = fc.oneof(
    fc.record({ kind: fc.constant('write' as const), path, content }),
    fc.record({ kind: fc.constant('remove' as const), path }),
    fc.record({ kind: fc.constant('edit' as const), path, content }),
    fc.record({ kind: fc.constant('close' as const), path }),
    fc.record({ kind: fc.constant('chmod' as const), path: fc.constant('a') }),
  );

  it('says what it would say if it were opened now', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        const { source, content, closed } = memory({}, 'below');
        const edits = new Map<string, string>();
        const { project, analysis } = await opened(source);
        for (const it of changes) {
          if (it.kind === 'write') content.set(it.path, it.content);
          if (it.kind === 'remove') content.delete(it.path);
          if (it.kind === 'chmod' && !closed.delete(it.path)) closed.add(it.path);
          if (it.kind === 'edit' && typeof it.content === 'string') {
            edits.set(it.path, it.content);
            await project.edit(it.path, it.content);
          } else if (it.kind === 'close' && edits.delete(it.path)) await project.close(it.path);
          else await project.changed([it.path]);
          await analysis();
        }
        const fresh = await opened(source, edits);
        expect(said(await analysis())).toEqual(said(await fresh.analysis()));
        expect(new Set(project.leftOut)).toEqual(new Set(fresh.project.leftOut));
      }),
      { numRuns: 200 },
    );
  });
});
