/** Copies the IAM policy that a role needs, to send to whoever grants it. */
import { env, window } from 'vscode';
import type { CommandContext } from '../command';

export async function copyPolicy({ server }: CommandContext): Promise<void> {
  await env.clipboard.writeText(await server.ask('idc/readOnlyPolicy', undefined));
  window.showInformationMessage(
    'Copied the read-only policy. It belongs to a role in the management account or the delegated administrator account.',
  );
}
