/** Saves live access to a file that editor and command line read without AWS, with names or with pseudonyms. */
import { window } from 'vscode';
import { saveText } from '../../save-text';
import { hasLiveAccess } from '../aws/live-access';
import type { CommandContext } from '../command';
import { showFailure } from '../prompts/messages';

export async function saveSnapshot({ server }: CommandContext): Promise<void> {
  if (!(await hasLiveAccess(server))) return;
  const picked = await window.showQuickPick(kinds, { title: 'Save Snapshot', placeHolder: 'With names?' });
  if (!picked) return;
  const answer = await server.ask('idc/snapshotText', { pseudonymise: picked.pseudonymise });
  if (!answer.ok) return showFailure(answer.failure);
  const name = picked.pseudonymise ? 'access-pseudonymised.snapshot.json' : 'access.snapshot.json';
  await saveText({ ...answer, name, kind: 'Snapshot', extension: 'json' });
}

const kinds = [
  {
    label: '$(person) With names',
    detail: 'Users, groups and accounts as they are called: to compare with code.',
    pseudonymise: false,
  },
  {
    label: '$(shield) Pseudonymised',
    detail:
      'Pseudonyms for the names of users, groups and accounts; ids, permission sets and policies stay. To pass on.',
    pseudonymise: true,
  },
] as const;
