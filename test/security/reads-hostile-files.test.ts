/** Things in a folder that are no files, or too much: each is left out with its reason, and nothing waits for it. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createNodeHost } from '../../server/src/host';
import { hostileFolder, smallProcess } from './hostile-folder';

const { idc, close } = smallProcess();
afterAll(close);

const silent = () => {};
const { files } = createNodeHost({ env: {}, log: { info: silent, warn: silent, error: silent } });
const set = (name: string) =>
  `resource "aws_ssoadmin_permission_set" "this" {\n  name         = ${name}\n  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"\n}\n`;

describe('A pipe', () => {
  it('that an expression reads is refused, and nobody waits for a writer', async () => {
    const folder = hostileFolder({ 'main.tf': set('file("pipe")') });
    execFileSync('mkfifo', [join(folder.path, 'pipe')]);
    const { out, err, code } = await idc(['access'], folder.path);
    expect(err).toBe("idc: left out: pipe can't be read: it is a pipe, and only regular files are read\n");
    expect(out).toContain('the file pipe is not read');
    expect(code).toBe(0);
    folder.remove();
  });

  it('by the name of a source is left out, and may declare anything', async () => {
    const folder = hostileFolder({
      'team.access.yaml':
        'permission_sets: { Reader: {} }\ngroups: { data: {} }\ngroup_assignments: { data: { account_ids: ["111122223333"], permission_set: Mising } }\n',
    });
    execFileSync('mkfifo', [join(folder.path, 'x.tf')]);
    symlinkSync('x.tf', join(folder.path, 'linked.tf'));
    const { out, err } = await idc(['check'], folder.path);
    const told = "can't be read: it is a pipe, and only regular files are read\n";
    expect(err).toBe(`idc: left out: linked.tf ${told}idc: left out: x.tf ${told}`);
    expect(out).not.toContain('Mising');
    folder.remove();
  });

  it('is what a plan may come through, when the user says so', async () => {
    const folder = hostileFolder({ 'plan.json': 'no plan', 'main.tf': set('"Reader"') });
    execFileSync('mkfifo', [join(folder.path, 'pipe')]);
    const writer = spawn('sh', ['-c', 'cat plan.json > pipe'], { cwd: folder.path, stdio: 'ignore' });
    const { err } = await idc(['access', '--plan', 'pipe'], folder.path);
    expect(err).toMatch(/^idc: can't read the plan pipe: /);
    expect(err).not.toContain('regular');
    writer.kill();
    folder.remove();
  });
});

describe('A socket', () => {
  it('is refused', async () => {
    const folder = hostileFolder({ 'main.tf': set('file("socket")') });
    const server = createServer().listen(join(folder.path, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await files.read(join(folder.path, 'socket'))).toEqual({
      kind: 'unreadable',
      because: 'it is a socket, and only regular files are read',
    });
    server.close();
    folder.remove();
  });
});

describe('A file', () => {
  it('is read up to the limit, whatever size it tells', async () => {
    // Linux tells a size of 0 for what it makes up while it is read.
    expect(await files.read('/proc/self/status', 10)).toEqual({ kind: 'too-large', bytes: 11 });
    expect(await files.readGiven('/dev/zero', 1000)).toEqual({ kind: 'too-large', bytes: 1001 });
    const folder = hostileFolder({ 'ten.txt': '0123456789', empty: '' });
    expect(await files.read(join(folder.path, 'ten.txt'), 10)).toEqual({ kind: 'text', text: '0123456789' });
    expect(await files.read(join(folder.path, 'ten.txt'), 9)).toEqual({ kind: 'too-large', bytes: 10 });
    expect(await files.read(join(folder.path, 'empty'))).toEqual({ kind: 'text', text: '' });
    folder.remove();
  });

  it('may be in a folder that links lead to in a circle', async () => {
    const folder = hostileFolder({ 'a/main.tf': set('file("loop")') });
    symlinkSync('loop', join(folder.path, 'loop'));
    symlinkSync('b', join(folder.path, 'a/b'));
    symlinkSync('..', join(folder.path, 'a/up'));
    symlinkSync('c/c', join(folder.path, 'c'));
    expect(await files.read(join(folder.path, 'c'), 10, folder.path)).not.toMatchObject({ kind: 'text' });
    expect((await idc(['check'], folder.path)).code).toBe(0);
    folder.remove();
  });
});

describe('A link', () => {
  it('out of the repository is not written through, where the repository must not be left', async () => {
    const folder = hostileFolder({ 'repository/main.tf': '', 'theirs.txt': 'theirs' });
    const repository = join(folder.path, 'repository');
    symlinkSync('../theirs.txt', join(repository, 'link.txt'));
    symlinkSync('..', join(repository, 'linked'));
    for (const path of ['link.txt', 'linked/theirs.txt', 'linked/new.txt', '../theirs.txt']) {
      expect(await files.write(join(repository, path), 'ours', repository)).toEqual({
        ok: false,
        because: 'it leads out of the repository',
      });
    }
    expect(readFileSync(join(folder.path, 'theirs.txt'), 'utf8')).toBe('theirs');
    expect(existsSync(join(folder.path, 'new.txt'))).toBe(false);
    expect(await files.write(join(repository, 'own.txt'), 'ours', repository)).toEqual({ ok: true });
    folder.remove();
  });

  it('to a folder is not entered, also when what changed is behind it', async () => {
    const folder = hostileFolder({ 'a/main.tf': '' });
    symlinkSync('a', join(folder.path, 'b'));
    for (const at of ['', 'b', 'b/main.tf']) {
      const { paths } = await files.list(folder.path, at, folder.path);
      expect(paths).toEqual(at === '' ? ['a/main.tf'] : []);
    }
    folder.remove();
  });
});

describe('A name', () => {
  it('that is not UTF-8 is left out with its reason, of a file and of a folder', async () => {
    const folder = hostileFolder({ 'main.tf': set('"Reader"') });
    const named = (text: string) =>
      Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from([0xff]), Buffer.from(text)]);
    writeFileSync(named('.tf'), set('"Writer"'));
    mkdirSync(named('folder'));
    writeFileSync(named('.txt'), 'no source');
    const { err } = await idc(['check'], folder.path);
    expect(err).toContain("\ufffd.tf can't be read: its name is not UTF-8: rename it");
    expect(err).toContain("\ufffdfolder can't be listed: its name is not UTF-8: rename it");
    expect(err).not.toContain('.txt');
    folder.remove();
  });

  it('may be anything else', async () => {
    const folder = hostileFolder({ 'a\nb.tf': set('"Reader"'), 'c\u001b[31m.tf': '', '\ufffd.tf': '' });
    const { err } = await idc(['access'], folder.path);
    expect(err).toBe('');
    folder.remove();
  });
});

describe('A folder', () => {
  it('may be as deep as names allow', async () => {
    const folder = hostileFolder({ 'main.tf': set('"Reader"') });
    let at = folder.path;
    while (at.length < 3900) {
      at = join(at, 'd'.repeat(8));
      mkdirSync(at);
    }
    writeFileSync(join(at, 'deep.tf'), '');
    const { paths, unlisted } = await files.list(folder.path, '', folder.path);
    expect([paths.length, unlisted]).toEqual([2, []]);
    folder.remove();
  });

  it('with more entries than any repository has is left out as a whole, and its neighbours are not', async () => {
    const folder = hostileFolder({ 'main.tf': set('"Reader"'), 'z/other.tf': '' });
    mkdirSync(join(folder.path, 'many'));
    for (let at = 0; at < 200_001; at++) writeFileSync(join(folder.path, 'many', String(at)), '');
    const { paths, unlisted } = await files.list(folder.path, '', folder.path);
    expect(paths).toEqual(['main.tf', 'z/other.tf']);
    expect(unlisted).toEqual([
      { path: 'many', because: 'with it there would be more than 200000 files', isTooMuch: true },
    ]);
    folder.remove();
  });
});
