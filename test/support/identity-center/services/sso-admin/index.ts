/** Everything served of sso-admin, by operation name. */
import type { Operations } from '../../call';
import { assignments } from './assignments';
import { instances } from './instances';
import { permissionSets } from './permission-sets';
import { policies } from './policies';
import { requests } from './requests';

export const ssoAdmin: Operations = { ...instances, ...permissionSets, ...policies, ...assignments, ...requests };
