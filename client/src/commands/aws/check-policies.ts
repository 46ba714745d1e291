/** Looks into the target accounts for the policies that are needed there, and opens what was found. */
import { commands } from 'vscode';
import type { CommandContext } from '../command';
import { showFailure } from '../prompts/messages';
import { withCounts } from '../prompts/progress';

export async function checkPolicies({ server, reports }: CommandContext): Promise<void> {
  if (!server.status()?.profile) return void commands.executeCommand('idc.selectProfile');
  const answer = await withCounts(server, 'Looking for policies in target accounts', (token) =>
    server.ask('idc/checkPolicies', undefined, token),
  );
  if (!answer.ok) return showFailure(answer.failure);
  await reports.show({ kind: 'policies' });
}
