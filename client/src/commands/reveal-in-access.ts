/** Shows an access in the Access view. */
import { commands, window } from 'vscode';
import type { World } from './command';
import { subjectOf } from './subject';

export async function revealInAccess({ server, trees }: World, argument: unknown): Promise<void> {
  const about = subjectOf(argument);
  const rows = await server.ask('idc/rowsTo', about);
  await commands.executeCommand('idc.access.focus');
  if (rows.length > 0) return trees.reveal(rows);
  const grouping = server.status()?.grouping;
  const hint = grouping === 'user' ? ' Grouped by user it shows people, not groups.' : '';
  void window.showInformationMessage(`The Access view does not show this access.${hint}`);
}
