/** A mistake of ours met by the command line: what could be done is printed, the fault is named, and the exit code is 2. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../server/src/cli/index';
import { issueTracker } from '../../server/src/core/wording';
import { createNodeHost } from '../../server/src/host';

const folder = mkdtempSync(join(tmpdir(), 'idc-fault-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'team.access.yaml'), 'accounts: { prod: "12" }\npermission_sets: { Reader: {} }\n');
writeFileSync(join(folder, 'main.tf'), '');

/** A text that throws when it is first scanned, and has lines like any other. */
function unreadable(): string {
  const text: { charCodeAt?: unknown } = Object('locals {}\n');
  text.charCodeAt = () => {
    delete text.charCodeAt;
    throw new Error('oops');
  };
  return text as string;
}

async function idc(...argv: readonly string[]) {
  const silent = () => {};
  const host = createNodeHost({ env: {}, log: { info: silent, warn: silent, error: silent } });
  const read: typeof host.files.read = async (path, ...limit) =>
    path.endsWith('main.tf') ? { kind: 'text', text: unreadable() } : host.files.read(path, ...limit);
  const said = { out: '', err: '' };
  const code = await run(argv, {
    host: { ...host, files: { ...host.files, read } },
    cwd: folder,
    env: {},
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    stdin: async () => '',
    installation: folder,
    signal: new AbortController().signal,
  });
  return { code, ...said };
}

const text = `a fault in idc while reading main.tf (Error: oops): please report it, with this text, to ${issueTracker}`;

describe('A file that idc fails at', () => {
  it('is named on stderr, and what the others say is printed', async () => {
    const { code, out, err } = await idc('check');
    expect({ code, err }).toEqual({ code: 2, err: `idc: ${text}\n` });
    expect(out).toContain('invalid-account-id');
    expect(out).not.toContain('unassigned-permission-set');
  });

  it('is among what is not known', async () => {
    const { code, out } = await idc('access', '--format', 'json');
    expect(code).toBe(2);
    expect(JSON.parse(out).unknown).toContainEqual(expect.objectContaining({ address: 'main.tf', because: text }));
    expect(JSON.parse(out).permissionSets).toHaveLength(1);
  });

  it('is in JSON and SARIF, in annotations and test reports', async () => {
    const json = JSON.parse((await idc('check', '--format', 'json')).out);
    expect(json.faults).toEqual([text]);
    const sarif = JSON.parse((await idc('check', '--format', 'sarif')).out);
    expect(sarif.runs[0].invocations).toEqual([
      { executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: { text } }] },
    ]);
    expect((await idc('check', '--format', 'github')).out).toContain(`::error title=idc::${text}`);
    expect((await idc('check', '--format', 'junit')).out).toContain('errors="1"');
  });
});
