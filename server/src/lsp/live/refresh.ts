/** A refresh, and the snapshot that is kept of it for the next start. */
import type { Focus, Snapshot } from '../../core/live';
import type { Host, Result } from '../../host';
import type { ProfileSession } from './profile-session';

export type RefreshFrom = { readonly since: Snapshot | undefined; readonly focus: () => Focus };

export async function refresh(
  { snapshots, log }: Pick<Host, 'snapshots' | 'log'>,
  { aws, profile, choice, emit, scopedSignal }: ProfileSession,
  from: RefreshFrom,
  signal: AbortSignal,
): Promise<Result<Snapshot>> {
  const result = await aws.pull(profile, emit, scopedSignal(signal), from);
  if (!result.ok) return result;
  // What could not be saved is shown all the same.
  const saved = await snapshots.save(result.value, choice);
  if (!saved.ok) log.warn(`live access could not be saved for the next start: ${saved.message}`);
  else if (saved.fullerSnapshot) log.info(fullerText(result.value, saved.fullerSnapshot));
  return result;
}

function fullerText({ profile }: Snapshot, { profile: other, takenAt }: Snapshot): string {
  const fuller = `the snapshot that profile ${other} read at ${takenAt}`;
  return `what profile ${profile} may read is less than ${fuller} holds, so it is saved beside it, for ${profile} alone`;
}
