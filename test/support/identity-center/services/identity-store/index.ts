/** Everything served of identitystore, by operation name. */
import type { Operations } from '../../call';
import { groupWrites } from './group-writes';
import { lookups } from './lookups';
import { reads } from './reads';
import { userWrites } from './user-writes';

export const identityStore: Operations = { ...reads, ...lookups, ...groupWrites, ...userWrites };
