/** Opens the access matrix, or brings it into sight. */
import type { World } from './command';

export function openMatrix({ matrix }: World): void {
  matrix.open();
}
