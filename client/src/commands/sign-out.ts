/** Forgets the sign-in of the profile. It is the AWS CLI's own cache, so terminals are signed out with it. */
import { window } from 'vscode';
import type { World } from './command';
import { tellFailure } from './telling';

export async function signOut({ server }: World): Promise<void> {
  const profile = server.status()?.profile;
  const answer = await server.ask('idc/signOut', undefined);
  if (!answer.ok) return tellFailure(answer.failure);
  void window.setStatusBarMessage(`Signed out of ${profile}`, 5_000);
}
