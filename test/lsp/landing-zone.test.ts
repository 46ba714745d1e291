/** A landing zone in the editor: what is typed into one of its files is told in the other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { type Conversation, converse } from './support/conversation';

const iam = `identityCenter:
  name: sso
  identityCenterPermissionSets:
    - name: Reader
      policies:
        awsManaged: [arn:aws:iam::aws:policy/ReadOnlyAccess]
  identityCenterAssignments:
    - name: readers
      permissionSetName: Reader
      principals: [{ type: GROUP, name: ops }]
      deploymentTargets:
        accounts: [shop]
`;

const accounts = (name: string) =>
  `mandatoryAccounts:\n  - { name: ${name}, email: shop@example.com, organizationalUnit: Shops }\n`;

/** A server that is compiled on the way takes its time on a busy machine. */
const starting = 60_000;

const isUnknown = ({ code }: Diagnostic) => code === 'unknown-account';
type Published = { readonly diagnostics: readonly Diagnostic[] };
const complains = ({ diagnostics }: Published) => diagnostics.some(isUnknown);
const isQuiet = (published: Published) => !complains(published);

describe('A landing zone', () => {
  let talk: Conversation;
  beforeAll(async () => {
    talk = await converse({ 'lza/iam-config.yaml': iam, 'lza/accounts-config.yaml': accounts('shops') });
  }, starting);
  afterAll(() => talk.end(), starting);

  it('is read without any file being open', async () => {
    const found = (await talk.diagnostics('lza/iam-config.yaml', complains)).find(isUnknown);
    expect(found?.range.start).toEqual({ line: 11, character: 19 });
  });

  it('follows what is typed into accounts-config.yaml and not yet saved', async () => {
    await talk.open('lza/accounts-config.yaml', accounts('shop'), 'yaml');
    expect(await talk.diagnostics('lza/iam-config.yaml', isQuiet)).toEqual([]);
    await talk.edit('lza/accounts-config.yaml', accounts('shopp'));
    expect((await talk.diagnostics('lza/iam-config.yaml', complains)).filter(isUnknown)).toHaveLength(1);
  });

  it('follows what is written to the disk, and what is taken away', async () => {
    await talk.close('lza/accounts-config.yaml');
    await talk.write('lza/accounts-config.yaml', accounts('shop'));
    await talk.changedOnDisk('lza/accounts-config.yaml', FileChangeType.Changed);
    expect(await talk.diagnostics('lza/iam-config.yaml', isQuiet)).toEqual([]);
    await talk.write('lza/accounts-config.yaml', accounts('till'));
    await talk.changedOnDisk('lza/accounts-config.yaml', FileChangeType.Changed);
    await talk.diagnostics('lza/iam-config.yaml', complains);
    await talk.remove('lza/accounts-config.yaml');
    await talk.changedOnDisk('lza/accounts-config.yaml', FileChangeType.Deleted);
    expect(await talk.diagnostics('lza/iam-config.yaml', isQuiet)).toEqual([]);
  });
});
