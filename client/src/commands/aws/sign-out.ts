/** Forgets the sign-in of the profile. It is the AWS CLI's own cache, so terminals are signed out with it. */
import { window } from 'vscode';
import { label } from '../../shown';
import type { CommandContext } from '../command';
import { showFailure } from '../prompts/messages';

export async function signOut({ server }: CommandContext): Promise<void> {
  const profile = server.status()?.profile;
  const answer = await server.ask('idc/signOut', undefined);
  if (!answer.ok) return showFailure(answer.failure);
  void window.setStatusBarMessage(label(`Signed out of ${profile}`), 5_000);
}
