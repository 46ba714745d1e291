/** What earlier sessions left: shown at once, with its age, until AWS is asked. */
import type { Host } from '../host';
import type { Asker } from './live-asker';
import { lookAtSignIn } from './live-sign-in';

export async function loadSaved(
  { policies, snapshots }: Pick<Host, 'policies' | 'snapshots'>,
  asker: Asker | undefined,
): Promise<void> {
  if (!asker) return;
  const { profile, choice, answer } = asker;
  const found = await policies.load(profile);
  if (found) answer({ kind: 'saved-policies', found });
  const snapshot = await snapshots.load(profile, choice);
  if (snapshot) answer({ kind: 'saved-snapshot', snapshot });
  await lookAtSignIn(asker);
}
