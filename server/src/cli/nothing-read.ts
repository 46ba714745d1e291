/** A job that checks the wrong folder, or a file that nobody reads, would be green for ever without a word. */
import { firstFew } from '../core/base';
import type { Invocation } from './command';
import type { Loaded } from './load';

export function tellNothingRead({ isEmpty, folder }: Loaded, { paths, world }: Invocation): void {
  if (!isEmpty) return;
  const where = firstFew(paths.length === 0 ? [folder] : paths);
  world.err(`idc: nothing to read in ${where}: no Terraform, and no file that its name makes an access definition\n`);
}
