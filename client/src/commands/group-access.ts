/** In which order the Access view is built; kept for the next time. */
import { window } from 'vscode';
import type { AccessGrouping } from '../../../server/src/protocol';
import { groupingKey } from '../language-client';
import type { CommandContext } from './command';
import { showFailure } from './prompts/messages';

const groupings: readonly { label: string; description: string; by: AccessGrouping }[] = [
  { label: '$(organization) By group', description: 'group → account → permission set', by: 'group' },
  { label: '$(server-environment) By account', description: 'account → group or user → permission set', by: 'account' },
  { label: '$(key) By permission set', description: 'permission set → account → group or user', by: 'permission-set' },
  { label: '$(person) By user', description: 'user → account → permission set, through which group', by: 'user' },
];

export async function groupAccess({ server, context }: CommandContext): Promise<void> {
  const now = server.status()?.grouping;
  const items = groupings.map((it) => ({
    ...it,
    description: `${it.description}${it.by === now ? ' · shown now' : ''}`,
  }));
  const picked = await window.showQuickPick(items, { title: 'Group Access View', placeHolder: 'By what?' });
  if (!picked) return;
  const answer = await server.ask('idc/groupAccess', { by: picked.by });
  if (!answer.ok) return showFailure(answer.failure);
  await context.workspaceState.update(groupingKey, picked.by);
}
