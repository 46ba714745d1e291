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
      const { items, failure } = await paginate(
        async (nextToken) => {
          const input = { accessToken, nextToken, maxResults: 100 };
          const answer = await ask('sso/ListAccounts', (options) =>
            client.send(new ListAccountsCommand(input), options),
          );
          return { items: listIn(answer, 'accountList', 'sso:ListAccounts'), next: answer.nextToken };
        },
        { action: 'sso:ListAccounts' },
      );
      if (failure) throw new Failed(failure);
      return new Set(textsOf(items, 'accountId'));
    },

    roles: async (accountId) => {
      const { items, failure } = await paginate(
        async (nextToken) => {
          const input = { accessToken, accountId, nextToken, maxResults: 100 };
          const answer = await ask('sso/ListAccountRoles', (options) =>
            client.send(new ListAccountRolesCommand(input), options),
          );
          return { items: listIn(answer, 'roleList', 'sso:ListAccountRoles'), next: answer.nextToken };
        },
        { action: 'sso:ListAccountRoles' },
      );
      if (failure) throw new Failed(failure);
      return textsOf(items, 'roleName');
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

/** What has no such name can't be entered. */
function textsOf(items: readonly unknown[], name: string): readonly string[] {
  return items.flatMap((it) => {
    const text = fieldsOf(it)[name];
    return typeof text === 'string' ? [text] : [];
  });
}
