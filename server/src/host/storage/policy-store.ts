/** What was found in the target accounts, on disk; a file that cannot be read counts for none. */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePolicyCheck, encodePolicyCheck } from '../../core/live';
import { fileWording } from '../../core/wording';
import { nodeFiles } from '../files/files';
import type { PolicyStore } from '../host';

export function createPolicyStore(storage: string): PolicyStore {
  const folder = join(storage, 'policies');
  const pathOf = (profile: string) =>
    join(folder, `${createHash('sha256').update(profile).digest('hex').slice(0, 16)}.json`);
  return {
    load: async (profile) => {
      const read = await nodeFiles.read(pathOf(profile));
      return read.kind === 'text' ? decodePolicyCheck(parsed(read.text), profile) : undefined;
    },
    save: async (profile, result) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await nodeFiles.write(pathOf(profile), encodePolicyCheck(profile, result, fileWording));
        return { ok: true };
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
