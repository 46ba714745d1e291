import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeSnapshot } from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { smallSnapshot } from '../support/small-snapshot';
import { program } from './program';

const folder = mkdtempSync(join(tmpdir(), 'idc-pipes-'));
const idc = program();
afterAll(() => {
  rmSync(folder, { recursive: true });
  idc.close();
});

// More findings than a pipe holds (64 KiB), so that the reader is gone while there is still something to write.
const sets = Array.from({ length: 1500 }, (_, index) => `  Unused${index}: {}\n`);
writeFileSync(join(folder, 'team.access.yaml'), `permission_sets:\n${sets.join('')}`);

describe('idc check in a pipe', () => {
  it('goes quietly when head has seen enough, with the exit code of the findings', async () => {
    const { text, code } = await idc.shell('set -o pipefail; idc check | head -1', folder);
    expect(text).toBe('team.access.yaml\n');
    expect(code).toBe(1);
  });

  it('says so where it can write nothing, and that it could not run', async () => {
    const { text, code } = await idc.shell('idc check 1< /dev/null', folder);
    expect(text).toMatch(/^idc: can't write the result: EBADF.*\n$/);
    expect(code).toBe(2);
  });
});

describe('idc report to a pipe that has a name', () => {
  it('is read at the other end, and the pipe stays one', async () => {
    writeFileSync(join(folder, 'live.json'), encodeSnapshot(smallSnapshot({}), fileWording));
    const report = 'idc report --snapshot live.json --output here > /dev/null 2>&1';
    const { text } = await idc.shell(
      `mkfifo here; ${report} & head -c 10 here; wait; test -p here && echo " still"`,
      folder,
    );
    expect(text).toBe('account_id still\n');
  });
});

describe('Ctrl-C', () => {
  it('ends a check that waits, or has long to go', async () => {
    expect(await idc.interrupted(['check', '--plan', '-'], folder)).toEqual({ ended: 'SIGINT' });
  });
});

describe('A file of many findings', () => {
  it('is printed in no more time than it takes to look through it', async () => {
    const { text } = await idc.shell('idc check --only unassigned-permission-set | tail -1', folder);
    expect(text).toBe('0 errors, 1500 warnings\n');
  });
});
