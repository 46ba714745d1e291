import { chmodSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

let folder: string;
const path = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(path(name), 'utf8');
const fix = (...args: readonly string[]) => runIdc(['check', '--fix', ...args], folder);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idc-fix-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const broken = `permission_sets:
  Reader:
    session_duration: 8h
    managed_policies:
      - arn:aws:iam::aws:policy/ReadOnlyAccess
      - arn:aws:iam::aws:policy/ReadOnlyAccess
accounts: { prod: "111122223333" }
groups: { data: {} }
group_assignments:
  data: { account_ids: [prod], permission_set: Reader }
`;
const fixed = broken.replace('8h', 'PT8H').replace('      - arn:aws:iam::aws:policy/ReadOnlyAccess\n', '');

describe('idc check --fix', () => {
  it('fixes, says how much, and has nothing to do a second time', async () => {
    writeFileSync(path('team.access.yaml'), broken);
    expect(await fix()).toMatchObject({ text: 'idc: fixes applied: 2\n', code: 0 });
    expect(read('team.access.yaml')).toBe(fixed);
    expect(await fix()).toMatchObject({ text: '', code: 0 });
  });

  it('leaves line ends, the byte order mark and the mode of a file as they are', async () => {
    const dressed = (text: string) => `\u{feff}${text.replaceAll('\n', '\r\n')}`;
    writeFileSync(path('team.access.yaml'), dressed(broken));
    chmodSync(path('team.access.yaml'), 0o666);
    await fix();
    expect(read('team.access.yaml')).toBe(dressed(fixed));
    expect(statSync(path('team.access.yaml')).mode & 0o777).toBe(0o666);
  });

  it('fixes the file behind a link, and the link stays one', async () => {
    writeFileSync(path('shared.yaml'), broken);
    symlinkSync('shared.yaml', path('team.access.yaml'));
    await fix();
    expect(lstatSync(path('team.access.yaml')).isSymbolicLink()).toBe(true);
    expect(read('shared.yaml')).toBe(fixed);
  });

  it('fixes only what is reported', async () => {
    writeFileSync(path('team.access.yaml'), broken);
    expect((await fix('--only', 'invalid-session-duration')).text).toBe('idc: fixes applied: 1\n');
    expect(read('team.access.yaml')).toBe(broken.replace('8h', 'PT8H'));
    writeFileSync(path('team.access.yaml'), broken);
    await fix('--ignore', 'invalid-session-duration');
    expect(read('team.access.yaml')).toBe(fixed.replace('PT8H', '8h'));
  });

  it('touches nothing where it is refused', async () => {
    writeFileSync(path('team.access.yaml'), broken);
    expect((await fix('--only', 'no-such-rule')).code).toBe(2);
    expect(await fix('--stdin-filename', 'team.access.yaml')).toMatchObject({
      text: 'idc: --fix changes files, and --stdin-filename checks what is in none yet: name one of them\n',
      code: 2,
    });
    expect(read('team.access.yaml')).toBe(broken);
  });
});
