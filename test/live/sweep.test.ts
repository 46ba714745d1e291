/** What a process that was killed while it wrote has left is swept, and nothing else. */
import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceFile } from '../../server/src/host/files/files';
import { createSnapshotStore } from '../../server/src/host/storage/snapshot-store';

const uuid = '0b9f4f5e-1234-4abc-8def-0123456789ab';

/** A folder with these files, all of them two hours old. */
function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'idc-sweep-'));
  for (const name of names) old(join(folder, name));
  return folder;
}

function old(path: string): void {
  writeFileSync(path, 'half of');
  const time = new Date(Date.now() - 7_200_000);
  utimesSync(path, time, time);
}

describe('A half-written file', () => {
  it('goes with the next writing of its target, and no other', async () => {
    const others = [
      `other.tf.${uuid}.tmp`,
      'main.tf.tmp',
      `main.tf.${uuid}.tmp.bak`,
      `main.tf.${uuid}`,
      'main.tf.1234.tmp',
    ];
    const folder = folderWith(`main.tf.${uuid}.tmp`, ...others);
    await replaceFile(join(folder, 'main.tf'), 'whole');
    expect(readdirSync(folder)).toEqual(['main.tf', ...others].toSorted());
  });

  it('stays while somebody may be writing it', async () => {
    const folder = folderWith();
    const draft = `main.tf.${uuid}.tmp`;
    writeFileSync(join(folder, draft), 'half of');
    await replaceFile(join(folder, 'main.tf'), 'whole');
    expect(readdirSync(folder)).toContain(draft);
  });

  it('is a file: a folder or a link of that name stays', async () => {
    const folder = folderWith('kept');
    const [link, inner] = [`main.tf.${uuid}.tmp`, `main.tf.${uuid.replace('0b', '1b')}.tmp`];
    symlinkSync(join(folder, 'kept'), join(folder, link));
    mkdirSync(join(folder, inner));
    await replaceFile(join(folder, 'main.tf'), 'whole');
    expect(readdirSync(folder)).toEqual(['kept', 'main.tf', link, inner].toSorted());
  });

  it('of a snapshot goes when snapshots are looked for', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'instances'));
    old(join(folder, 'instances', `acme.snapshot.json.${uuid}.tmp`));
    old(join(folder, 'instances', 'acme.snapshot.json'));
    await createSnapshotStore(folder).load('acme', {});
    expect(readdirSync(join(folder, 'instances'))).toEqual(['acme.snapshot.json']);
  });
});
