/** Goes to the line of code behind a row. */
import { Range, Uri, window } from 'vscode';
import type { CommandContext } from './command';
import { nodeOf } from './copy';

export async function openNode(_: CommandContext, argument: unknown): Promise<void> {
  const open = nodeOf(argument)?.open;
  if (!open) return;
  const selection = new Range(open.line, open.column, open.endLine, open.endColumn);
  await window.showTextDocument(Uri.parse(open.uri), { selection });
}
