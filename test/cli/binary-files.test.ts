import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runIdc } from '../support/transcript';

const folder = mkdtempSync(join(tmpdir(), 'idc-binary-'));
afterAll(() => rmSync(folder, { recursive: true }));

const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff, 0xfe, 0x80]);
const marked = Buffer.from('\uFEFFhello\r\n');
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex').slice(0, 12);

writeFileSync(join(folder, 'logo.png'), image);
writeFileSync(join(folder, 'marked.txt'), marked);
writeFileSync(
  join(folder, 'main.tf'),
  `resource "aws_identitystore_group" "it" {
  for_each          = toset(["logo.png", "marked.txt"])
  identity_store_id = "d-1234567890"
  display_name      = substr(filemd5(each.key), 0, 12)
}
`,
);

it('Files that are no text are hashed byte for byte, and nobody is asked to save them as UTF-8', async () => {
  const { out, text, code } = await runIdc(['access', '--format', 'json'], folder);
  const { groups } = JSON.parse(out);
  expect(groups.map((it: { readonly name: string }) => it.name).toSorted()).toEqual(
    [md5(image), md5(marked)].toSorted(),
  );
  expect(text).not.toContain('left out');
  expect(code).toBe(0);
});
