/** Every way of breaking a repository that we know. */
import type { Mutator } from '../mutant';
import { accountMutators } from './accounts';
import { assignmentMutators } from './assignments';
import { inlineMutators } from './inline';
import { keyMutators } from './keys';
import { listMutators } from './lists';
import { nameMutators } from './names';
import { notationMutators } from './notation';
import { setMutators } from './permission-sets';
import { planTimeMutators } from './plan-time';
import { policyMutators } from './policies';
import { terraformMutators } from './terraform';

export const mutators: readonly Mutator[] = [
  ...nameMutators,
  ...accountMutators,
  ...assignmentMutators,
  ...policyMutators,
  ...listMutators,
  ...setMutators,
  ...inlineMutators,
  ...notationMutators,
  ...terraformMutators,
  ...planTimeMutators,
  ...keyMutators,
];
