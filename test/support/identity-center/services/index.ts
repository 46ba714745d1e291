/** The services that sign their requests, each a table of operations. */
import type { Operations } from '../call';
import type { Sessions } from '../callers';
import type { ServiceName } from '../shapes';
import { cloudTrail } from './cloud-trail';
import { iam } from './iam';
import { iamRoles } from './iam-roles';
import { identityStore } from './identity-store';
import { organizations } from './organizations';
import { ssoAdmin } from './sso-admin';
import { sts } from './sts';

export type ServicesOptions = { readonly sessions: Sessions; readonly emptyPages: boolean };

export const createServices = ({
  sessions,
  emptyPages,
}: ServicesOptions): Readonly<Record<ServiceName, Operations>> => ({
  'sso-admin': ssoAdmin,
  identitystore: identityStore,
  organizations: organizations({ emptyPages }),
  cloudtrail: cloudTrail,
  iam: { ...iam, ...iamRoles },
  sts: sts(sessions),
});
