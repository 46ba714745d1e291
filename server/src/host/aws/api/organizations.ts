/** Accounts: the Organizations API, whose pages hold 20 at most and may be empty in the middle. */
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListDelegatedAdministratorsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { accountId, checked, type FoundCandidate } from '../../../core/live';
import type { Calls } from './calls';
import { Failed, isFatal } from './failed';
import { paginate } from './pages';
import { fieldsOf, listIn, optional } from './received';
import { listed, type Senders } from './senders';

export const organizationsSenders = {
  accounts: (_, context) =>
    listed(context, { member: 'Accounts', candidate: account }, (NextToken) => {
      const { organizations, ask, MaxResults } = context;
      return ask((options) => organizations.send(new ListAccountsCommand({ NextToken, MaxResults }), options));
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
        const manager = checked(accountId, answer.Organization?.MasterAccountId);
        return 'value' in manager ? manager.value : undefined;
      } catch (error) {
        // Not being allowed to look, or there being no organization, both leave it unknown.
        if (error instanceof Failed && !isFatal(error.failure)) return undefined;
        throw error;
      }
    },
    delegatedAdministrators: async () => {
      const read = async (NextToken: string | undefined) => {
        const input = { ServicePrincipal, NextToken, MaxResults: 20 };
        const answer = await ask('organizations/ListDelegatedAdministrators', (options) =>
          client.send(new ListDelegatedAdministratorsCommand(input), options),
        );
        return { items: listIn(answer, 'DelegatedAdministrators', delegatedAction), next: answer.NextToken };
      };
      const { items, failure } = await paginate(read, { action: delegatedAction });
      const ids = items.map((it) => checked(accountId, fieldsOf(it).Id));
      return failure || ids.some((it) => 'problem' in it)
        ? undefined
        : ids.flatMap((it) => ('value' in it ? it.value : []));
    },
  };
}

const delegatedAction = 'organizations:ListDelegatedAdministrators';

const ServicePrincipal = 'sso.amazonaws.com';

/** `Status` gave way to `State` in September 2026; whichever is there is read. */
function account(item: unknown): FoundCandidate {
  const { Id, Name, State, Status } = fieldsOf(item);
  return { kind: 'account', id: Id, name: optional(Name), state: optional(State ?? Status) };
}
