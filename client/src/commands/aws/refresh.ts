/** Reads live access anew. What was there stays in sight until the new snapshot is whole. */
import { commands } from 'vscode';
import type { CommandContext } from '../command';
import { confirm, showFailure } from '../prompts/messages';
import { withCounts } from '../prompts/progress';

export async function refresh({ server }: CommandContext): Promise<void> {
  if (!server.status()?.profile) return void commands.executeCommand('idc.selectProfile');
  const answer = await withCounts(server, 'Reading live access', (token) =>
    server.ask('idc/refresh', undefined, token),
  );
  if (!answer.ok) return showFailure(answer.failure);
  if (answer.gaps === 0) return;
  const parts = answer.gaps === 1 ? 'One part' : `${answer.gaps} parts`;
  if (await confirm(`${parts} of live access could not be read. What is missing is shown as unknown.`, 'Show Access')) {
    await commands.executeCommand('idc.access.focus');
  }
}
