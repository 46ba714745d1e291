import { homedir } from 'node:os';
import { join } from 'node:path';

/** Editors are large and never change once installed, so they live outside the repository and serve every clone. */
export function cacheFolder(): string {
  return process.env.IDC_CACHE ?? join(homedir(), '.cache', 'idc-authoring');
}
