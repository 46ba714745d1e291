/** Warns when nothing was read, so that a CI job on the wrong folder does not pass silently. */
import { firstFew } from '../../core/base';
import type { Invocation } from '../command';
import { say } from '../context';
import type { Loaded } from './load';

export function warnNothingRead({ isEmpty, folder }: Loaded, { paths, context }: Invocation): void {
  if (!isEmpty) return;
  const where = firstFew(paths.length === 0 ? [folder] : paths);
  say(`nothing to read in ${where}: no Terraform, and no file that its name makes an access definition`, context);
}
