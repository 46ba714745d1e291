/** Opens the comparison of a folder's code with live access, read first where that was not done yet. */

import { hasLiveAccess } from '../aws/live-access';
import type { CommandContext } from '../command';
import { pickFolder } from '../prompts/pick-folder';

export async function compareWithLive({ server, reports }: CommandContext): Promise<void> {
  const picked = await pickFolder(server, 'Compare Code with Live');
  if (!picked || !(await hasLiveAccess(server))) return;
  await reports.show({ kind: 'comparison', ...picked });
}
