/** The services that sign their requests, each a table of operations. */
import type { Operations } from '../call';
import type { Sessions } from '../callers';
import { startingEmpty } from '../empty-pages';
import type { ServiceName } from '../shapes';
import { cloudTrail } from './cloud-trail';
import { iam } from './iam';
import { iamRoles } from './iam-roles';
import { identityStore } from './identity-store';
import { organizations } from './organizations';
import { ssoAdmin } from './sso-admin';
import { sts } from './sts';

/** Where listings begin with an empty page: in Organizations, as AWS documents it, or everywhere. */
export type EmptyPages = boolean | 'everywhere';

export type ServicesOptions = { readonly sessions: Sessions; readonly emptyPages: EmptyPages };

export const createServices = ({
  sessions,
  emptyPages,
}: ServicesOptions): Readonly<Record<ServiceName, Operations>> => ({
  'sso-admin': emptyPages === 'everywhere' ? startingEmpty(ssoAdmin) : ssoAdmin,
  identitystore: emptyPages === 'everywhere' ? startingEmpty(identityStore) : identityStore,
  organizations: organizations({ emptyPages: emptyPages !== false }),
  cloudtrail: emptyPages === 'everywhere' ? startingEmpty(cloudTrail) : cloudTrail,
  iam: { ...iam, ...iamRoles },
  sts: sts(sessions),
});
