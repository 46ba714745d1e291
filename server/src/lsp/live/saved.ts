/** What earlier sessions saved: shown at once, with its age, until AWS is asked. */
import type { Host } from '../../host';
import type { ProfileSession } from './profile-session';
import { checkSignIn } from './sign-in';

export async function loadSaved(
  { policies, snapshots }: Pick<Host, 'policies' | 'snapshots'>,
  profileSession: ProfileSession | undefined,
): Promise<void> {
  if (!profileSession) return;
  const { profile, choice, answer } = profileSession;
  const found = await policies.load(profile);
  if (found) answer({ kind: 'saved-policies', found });
  const snapshot = await snapshots.load(profile, choice);
  if (snapshot) answer({ kind: 'saved-snapshot', snapshot });
  await checkSignIn(profileSession);
}
