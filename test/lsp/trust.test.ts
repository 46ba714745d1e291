/** In a workspace that is not trusted Git is not run at all; once it is trusted, what was left out is caught up with. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSnapshot } from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { smallSnapshot } from '../support/small-snapshot';
import { type Conversation, converse } from './support/conversation';

const set = (name: string) =>
  `resource "aws_ssoadmin_permission_set" "${name.toLowerCase()}" {\n  name         = "${name}"\n  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"\n}\n`;

describe('A workspace that is not trusted', () => {
  const aside = mkdtempSync(join(tmpdir(), 'idc-trust-'));
  const ran = join(aside, 'ran');
  let talk: Conversation;

  beforeAll(async () => {
    const git = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    writeFileSync(join(aside, 'git'), `#!/bin/sh\ntouch '${ran}'\nexec ${git} "$@"\n`);
    chmodSync(join(aside, 'git'), 0o755);
    const env = { PATH: `${aside}:${process.env.PATH}` };
    talk = await converse({ 'main.tf': set('Reader') }, { env, isTrusted: false });
    const plain = (...args: string[]) =>
      execFileSync(git, ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: talk.root });
    plain('init', '-q');
    plain('add', '.');
    plain('commit', '-qm', 'begin');
    const text = encodeSnapshot(smallSnapshot({ permissionSets: { Reader: {}, Writer: {} } }), fileWording);
    await talk.ask('idc/openSnapshot', { name: 'live.json', text });
    await talk.open('main.tf', set('Reader') + set('Writer'));
    await talk.diagnostics('main.tf');
  });
  afterAll(async () => {
    await talk?.end();
    rmSync(aside, { recursive: true });
  });

  it('has no Git run when it is opened, nor by any command, and says why', async () => {
    const failure = {
      kind: 'untrusted-folder',
      message: 'this folder is not trusted, so that Git is not used in it',
      nextStep: 'Trust this folder to compare with a revision ("Workspaces: Manage Workspace Trust").',
    };
    expect(await talk.ask('idc/revisions', {})).toEqual({ ok: false, failure });
    const changes = { kind: 'changes', since: 'HEAD', folder: talk.root } as const;
    expect(await talk.ask('idc/report', changes)).toEqual({ ok: false, failure });
    const why = 'nothing to compare with: Git is not used in a folder that is not trusted; trust it to compare';
    await talk.until(() => talk.log.some((it) => it.includes(why)), 'why nothing is compared');
    expect(existsSync(ran)).toBe(false);
  });

  it('is compared with its revision as soon as it is trusted', async () => {
    await talk.connection.sendNotification('idc/trusted', {});
    const found = await talk.diagnostics('main.tf', ({ diagnostics }) =>
      diagnostics.some(({ message }) => String(message).includes('named "Writer"')),
    );
    expect(found.some(({ message }) => String(message).includes('named "Reader"'))).toBe(false);
    expect((await talk.ask('idc/revisions', {})).ok).toBe(true);
    expect(existsSync(ran)).toBe(true);
  });
});
