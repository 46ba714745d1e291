/** Opens the access matrix, or brings it into sight. */
import type { CommandContext } from '../command';

export function openMatrix({ matrix }: CommandContext): void {
  matrix.open();
}
