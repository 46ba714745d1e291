/** Accounts: the Organizations API, whose pages hold 20 at most and may be empty in the middle. */
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListDelegatedAdministratorsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Found } from '../../../core/live';
import type { Calls } from './calls';
import { Failed, isFatal } from './failed';
import { paginate } from './pages';
import type { Senders } from './senders';

export const organizationsSenders = {
  accounts: (_, { organizations, ask, MaxResults }) =>
    paginate(async (NextToken) => {
      const answer = await ask((options) =>
        organizations.send(new ListAccountsCommand({ NextToken, MaxResults }), options),
      );
      return { items: (answer.Accounts ?? []).flatMap(account), next: answer.NextToken };
    }),
} satisfies Partial<Senders>;

/** What the way to the instance depends on. */
export type Organizations = {
  /** `undefined` when it can't be known from here. */
  readonly managementAccount: () => Promise<string | undefined>;
  /** Ids of accounts that administer Identity Center beside it; `undefined` when it can't be known from here. */
  readonly delegatedAdministrators: () => Promise<readonly string[] | undefined>;
};

export function organizations(client: OrganizationsClient, { ask }: Calls): Organizations {
  return {
    managementAccount: async () => {
      try {
        const answer = await ask('organizations/DescribeOrganization', (options) =>
          client.send(new DescribeOrganizationCommand({}), options),
        );
        return answer.Organization?.MasterAccountId;
      } catch (error) {
        // Not being allowed to look, or there being no organization, both leave it unknown.
        if (error instanceof Failed && !isFatal(error.failure)) return undefined;
        throw error;
      }
    },
    delegatedAdministrators: async () => {
      const { items, failure } = await paginate(async (NextToken) => {
        const answer = await ask('organizations/ListDelegatedAdministrators', (options) =>
          client.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal, NextToken, MaxResults: 20 }), options),
        );
        return { items: (answer.DelegatedAdministrators ?? []).flatMap(({ Id }) => Id ?? []), next: answer.NextToken };
      });
      return failure ? undefined : items;
    },
  };
}

const ServicePrincipal = 'sso.amazonaws.com';

type AnsweredAccount = {
  Id?: string | undefined;
  Name?: string | undefined;
  State?: string | undefined;
  Status?: string | undefined;
};

/** `Status` gave way to `State` in September 2026; whichever is there is read. */
function account(it: AnsweredAccount): readonly Found[] {
  return it.Id ? [{ kind: 'account', id: it.Id, name: it.Name, state: it.State ?? it.Status }] : [];
}
