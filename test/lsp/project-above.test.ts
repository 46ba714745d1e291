/** The repository's `.idc.yaml` counts in the editor too, where a folder below it is opened. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { type Conversation, converse, type Published } from './support/conversation';

let talk: Conversation;

const unassigned = ({ diagnostics }: Published) =>
  diagnostics.find(({ code }) => code === 'unassigned-permission-set')?.severity;
const severity = (level: string) => `rules: { unassigned-permission-set: ${level} }\n`;

beforeAll(async () => {
  const files = {
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.idc.yaml': severity('error'),
    'terraform/access.yaml': 'permission_sets: { Reader: {} }\n',
  };
  talk = await converse(files, { folders: ['terraform'] });
}, 60_000);
afterAll(() => talk.end());

describe('The project file of a folder above', () => {
  it('counts, as it is edited and as it is on disk again', async () => {
    await talk.diagnostics('terraform/access.yaml', (it) => unassigned(it) === 1);
    await talk.open('.idc.yaml', severity('warning'), 'yaml');
    await talk.diagnostics('terraform/access.yaml', (it) => unassigned(it) === 2);
    await talk.close('.idc.yaml');
    await talk.diagnostics('terraform/access.yaml', (it) => unassigned(it) === 1);
    await talk.write('.idc.yaml', severity('info'));
    await talk.changedOnDisk('.idc.yaml', FileChangeType.Changed);
    await talk.diagnostics('terraform/access.yaml', (it) => unassigned(it) === 3);
  });

  it('has what is wrong in it shown where it stands', async () => {
    await talk.open('.idc.yaml', 'rules: { unasigned-group: off }\n', 'yaml');
    const wrong = await talk.diagnostics('.idc.yaml', ({ diagnostics }) => diagnostics.length > 0);
    expect(wrong.map(({ code }) => code)).toEqual(['unknown-rule']);
  });
});
