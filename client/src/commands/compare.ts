/** Opens the comparison of a folder's code with live access, read first where that was not done yet. */
import type { World } from './command';
import { hasLiveAccess } from './live-access';
import { pickFolder } from './pick-folder';

export async function compareWithLive({ server, reports }: World): Promise<void> {
  const picked = await pickFolder(server, 'Compare Code with Live');
  if (!picked || !(await hasLiveAccess(server))) return;
  await reports.show({ kind: 'comparison', ...picked });
}
