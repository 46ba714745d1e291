/** "Who can access what" as a file: format, order, whether only production, then where to. */
import { window } from 'vscode';
import type { WhoPivot } from '../../../../server/src/protocol';
import { saveText } from '../../save-text';
import { hasLiveAccess } from '../aws/live-access';
import type { CommandContext } from '../command';
import { pickFormat } from '../prompts/formats';
import { showFailure } from '../prompts/messages';
import { pickFolder } from '../prompts/pick-folder';

const title = 'Export Access Report';

export async function exportReport({ server }: CommandContext): Promise<void> {
  const folder = await pickFolder(server, title);
  if (!folder || !(await hasLiveAccess(server))) return;
  const format = await pickFormat(title);
  const by = format && (await pickPivot());
  const scope = by && (await pickScope());
  if (!format || !by || !scope) return;
  const productionOnly = scope === 'production';
  const answer = await server.ask('idc/accessReport', { ...folder, format: format.format, by, productionOnly });
  if (!answer.ok) return showFailure(answer.failure);
  const name = `${productionOnly ? 'production-access' : 'access'}-by-${by}.${format.extension}`;
  await saveText({ ...answer, ...format, name });
}

async function pickPivot(): Promise<WhoPivot | undefined> {
  const items: readonly { label: string; description: string; by: WhoPivot }[] = [
    { label: 'By account', description: 'who can enter each account', by: 'account' },
    { label: 'By user', description: 'where each person can go', by: 'user' },
    { label: 'By permission set', description: 'who holds each, and where', by: 'permission-set' },
  ];
  return (await window.showQuickPick(items, { title, placeHolder: 'In which order?' }))?.by;
}

async function pickScope(): Promise<'all' | 'production' | undefined> {
  const items = [
    { label: 'All accounts', description: '', scope: 'all' },
    { label: 'Production only', description: 'the accounts that .idc.yaml calls production', scope: 'production' },
  ] as const;
  return (await window.showQuickPick(items, { title, placeHolder: 'Which accounts?' }))?.scope;
}
