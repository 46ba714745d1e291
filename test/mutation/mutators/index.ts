/** Every way of breaking a repository that we know. */
import type { Mutator } from '../mutant';
import { nameMutators } from './names';

export const mutators: readonly Mutator[] = [...nameMutators];
