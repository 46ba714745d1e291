/** Shows an access in the Access view. */
import { commands, window } from 'vscode';
import type { CommandContext } from './command';
import { subjectOf } from './prompts/subject';

export async function revealInAccess({ server, trees }: CommandContext, argument: unknown): Promise<void> {
  const about = subjectOf(argument);
  const rows = await server.ask('idc/rowsTo', about);
  await commands.executeCommand('idc.access.focus');
  if (rows.length > 0) return trees.reveal(rows);
  const grouping = server.status()?.grouping;
  const hint = grouping === 'user' ? ' Grouped by user it shows people, not groups.' : '';
  void window.showInformationMessage(`The Access view does not show this access.${hint}`);
}
