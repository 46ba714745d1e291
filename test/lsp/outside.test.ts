/** In the editor too, what lies out of the repository is not read, and a file that becomes a link out of it is dropped. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FileChangeType, type Hover, HoverRequest } from 'vscode-languageserver-protocol';
import { type Conversation, converse, type Published } from './support/conversation';

const elsewhere = mkdtempSync(join(tmpdir(), 'idc-elsewhere-'));
const secret = 'TOP-SECRET-4711';
writeFileSync(join(elsewhere, 'sets.yaml'), `permission_sets: { ${secret}: {} }\n`);

const main = `resource "aws_ssoadmin_permission_set" "passwd" {
  name         = file("/etc/passwd")
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}

resource "aws_ssoadmin_permission_set" "environment" {
  name         = file("/proc/self/environ")
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}

resource "aws_ssoadmin_permission_set" "device" {
  name         = file("/dev/zero")
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}

resource "aws_ssoadmin_permission_set" "pipe" {
  name         = file("pipe")
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}
`;
let talk: Conversation;

beforeAll(async () => {
  talk = await converse({
    '.git/HEAD': 'ref: refs/heads/main\n',
    'main.tf': main,
    'team.access.yaml': 'permission_sets: { Reader: {} }\n',
  });
  execFileSync('mkfifo', [join(talk.root, 'pipe')]);
}, 60_000);
afterAll(async () => {
  await talk.end();
  rmSync(elsewhere, { recursive: true });
});

const codes = ({ diagnostics }: Published) => diagnostics.map(({ code }) => code);

it('says so where somebody points at it', async () => {
  await talk.diagnostics('team.access.yaml', (it) => codes(it).includes('unassigned-permission-set'));
  await talk.open('main.tf', main);
  const hovered = async (line: number) => {
    const params = { textDocument: { uri: talk.uri('main.tf') }, position: { line, character: 24 } };
    return JSON.stringify((await talk.connection.sendRequest(HoverRequest.type, params)) as Hover);
  };
  for (const [line, path] of [
    [1, '/etc/passwd'],
    [6, '/proc/self/environ'],
    [11, '/dev/zero'],
  ] as const) {
    expect(await hovered(line)).toContain(`${path} is outside the repository`);
  }
  expect(await hovered(16)).toContain('the file pipe is not read');
});

it('drops a file that becomes a link out of the repository, though an editor holds it', async () => {
  await talk.open('team.access.yaml', 'permission_sets: { Writer: {} }\n', 'yaml');
  await talk.diagnostics('team.access.yaml', ({ diagnostics }) =>
    diagnostics.some((it) => String(it.message).includes('Writer')),
  );
  await talk.remove('team.access.yaml');
  symlinkSync(join(elsewhere, 'sets.yaml'), join(talk.root, 'team.access.yaml'));
  await talk.changedOnDisk('team.access.yaml', FileChangeType.Changed);
  const shown = await talk.diagnostics('team.access.yaml', (it) => codes(it).includes('unreadable-file'));
  expect(shown.map(({ message }) => message)).toEqual([
    'left out: team.access.yaml leads out of the repository: keep a copy of it in the repository',
  ]);
  await talk.close('team.access.yaml');
  await talk.diagnostics('team.access.yaml', (it) => codes(it).includes('unreadable-file'));
  expect(JSON.stringify([...talk.published.values()])).not.toContain(secret);
});

it('takes the file again when it is one', async () => {
  await talk.remove('team.access.yaml');
  await talk.write('team.access.yaml', 'permission_sets: { Back: {} }\n');
  await talk.changedOnDisk('team.access.yaml', FileChangeType.Changed);
  await talk.diagnostics('team.access.yaml', ({ diagnostics }) =>
    diagnostics.some((it) => String(it.message).includes('Back')),
  );
});
