/** The access portal: what the signed-in user may enter, and the credentials for it. */
import { GetRoleCredentialsCommand, ListAccountRolesCommand, ListAccountsCommand } from '@aws-sdk/client-sso';
import type { AwsCredentials } from '../auth/credentials';
import { credentialsIn } from '../auth/received-credentials';
import type { Calls } from './calls';
import type { SignInClients } from './clients';
import { Failed } from './failed';
import { signedOut } from './failure';
import { paginate } from './pages';
import { dateOfMilliseconds, fieldsOf, listIn } from './received';

export type Portal = {
  /** Ids of the accounts in which the user has any role. */
  readonly accounts: () => Promise<ReadonlySet<string>>;
  /** Names of permission sets, which is what the portal calls roles. */
  readonly roles: (account: string) => Promise<readonly string[]>;
  readonly credentials: (account: string, role: string) => Promise<AwsCredentials>;
};

export function portal({ portal: client }: Pick<SignInClients, 'portal'>, { ask }: Calls, accessToken: string): Portal {
  return {
    accounts: async () => {
      const shape = { action: 'sso:ListAccounts', member: 'accountList', name: 'accountId' };
      const ids = await textsIn(shape, (nextToken) => {
        const input = { accessToken, nextToken, maxResults: 100 };
        return ask('sso/ListAccounts', (options) => client.send(new ListAccountsCommand(input), options));
      });
      return new Set(ids);
    },

    roles: (accountId) => {
      const shape = { action: 'sso:ListAccountRoles', member: 'roleList', name: 'roleName' };
      return textsIn(shape, (nextToken) => {
        const input = { accessToken, accountId, nextToken, maxResults: 100 };
        return ask('sso/ListAccountRoles', (options) => client.send(new ListAccountRolesCommand(input), options));
      });
    },

    credentials: async (accountId, roleName) => {
      const { roleCredentials } = await ask('sso/GetRoleCredentials', (options) =>
        client.send(new GetRoleCredentialsCommand({ accessToken, accountId, roleName }), options),
      );
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = fieldsOf(roleCredentials);
      const given = credentialsIn({
        accessKeyId,
        secretAccessKey,
        sessionToken,
        expiration: dateOfMilliseconds(expiration),
      });
      if (!given) throw new Failed(signedOut({ kind: 'no-credentials', from: 'the portal' }));
      return given;
    },
  };
}

/** The member of the answer that holds the list, and the one of each item that is of interest. */
type TextList = { readonly action: string; readonly member: string; readonly name: string };

/** Of all pages; what has no such name can't be entered. */
async function textsIn(
  { action, member, name }: TextList,
  read: (token: string | undefined) => Promise<{ readonly nextToken?: unknown }>,
): Promise<readonly string[]> {
  const page = async (token: string | undefined) => {
    const answer = await read(token);
    return { items: listIn(answer, member, action), next: answer.nextToken };
  };
  const { items, failure } = await paginate(page, { action });
  if (failure) throw new Failed(failure);
  const texts = items.map((it) => fieldsOf(it)[name]);
  return texts.filter((it) => typeof it === 'string');
}
