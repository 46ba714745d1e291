/** The organisation: accounts and the tree of units. Pages are of 20, and one in the middle may be empty. */
import type { Call, Operations } from '../call';
import { cut, offsetOf, type Page, type Paging, tokenFor } from '../pages';
import type { Account, EmulatorState } from '../state';
import { AwsError } from '../wire/aws-error';
import { type Fields, optionalText, seconds, text } from '../wire/fields';

export type OrganizationsOptions = {
  /** AWS may answer a page without rows and with a NextToken; clients must go on. Each listing here gets one. */
  readonly emptyPages: boolean;
};

export const organizations = ({ emptyPages }: OrganizationsOptions): Operations => {
  const page = <T>(call: Call, name: string, all: readonly T[], render: (it: T) => unknown): Fields => {
    const { items, next } = emptyPages ? cutWithEmptyPage(call, all) : cut(call, all, paging);
    return { [name]: items.map(render), ...(next === undefined ? {} : { NextToken: next }) };
  };
  return {
    DescribeOrganization: ({ world }) => ({ Organization: organization(world) }),
    ListAccounts: (call) => page(call, 'Accounts', [...call.world.accounts.values()], describe(call.world)),
    DescribeAccount: (call) => ({ Account: describe(call.world)(demandAccount(call)) }),
    ListAccountsForParent: (call) =>
      page(call, 'Accounts', accountsIn(call.world, parentOf(call)), describe(call.world)),
    ListRoots: (call) => page(call, 'Roots', [root(call.world)], (it) => it),
    ListOrganizationalUnitsForParent: (call) =>
      page(call, 'OrganizationalUnits', unitsIn(call.world, parentOf(call)), describeUnit(call.world)),
    DescribeOrganizationalUnit: (call) => ({ OrganizationalUnit: describeUnit(call.world)(demandUnit(call)) }),
    ListParents: (call) => page(call, 'Parents', [parent(call)], (it) => it),
    ListChildren: (call) => page(call, 'Children', children(call), (it) => it),
    ListDelegatedAdministrators: (call) => page(call, 'DelegatedAdministrators', administrators(call), (it) => it),
    ListDelegatedServicesForAccount: (call) =>
      page(call, 'DelegatedServices', [{ ServicePrincipal: ssoPrincipal }], (it) => it),
    ListAWSServiceAccessForOrganization: (call) =>
      page(call, 'EnabledServicePrincipals', [{ ServicePrincipal: ssoPrincipal }], (it) => it),
    ListPolicies: (call) => page(call, 'Policies', [], (it) => it),
    ListTagsForResource: (call) => page(call, 'Tags', [], (it) => it),
  };
};

const ssoPrincipal = 'sso.amazonaws.com';

const paging: Paging = {
  size: 20,
  limit: 'MaxResults',
  token: 'NextToken',
  refuse: () =>
    new AwsError('InvalidInputException', 'You specified an invalid value for NextToken.', 400, {
      Reason: 'INVALID_PAGINATION_TOKEN',
    }),
};

/** The first page comes empty, its token marked, and the real ones follow. */
function cutWithEmptyPage<T>(call: Call, all: readonly T[]): Page<T> {
  const token = optionalText(call.input, paging.token);
  if (token === undefined) return { items: [], next: `E${tokenFor(0, call.operation)}` };
  if (!token.startsWith('E')) return cut(call, all, paging);
  offsetOf(token.slice(1), call.operation, paging);
  const { NextToken: _, ...input } = call.input;
  return cut({ ...call, input }, all, paging);
}

type Unit = EmulatorState['scenario']['units'][number];

const organizationArn = ({ scenario: { organization } }: EmulatorState): string =>
  `arn:aws:organizations::${organization.managementAccount}:organization/${organization.id}`;

const organization = (world: EmulatorState): Fields => {
  const { id, managementAccount } = world.scenario.organization;
  const arn = organizationArn(world).replace(':organization/', ':account/');
  return {
    Id: id,
    Arn: organizationArn(world),
    FeatureSet: 'ALL',
    MasterAccountId: managementAccount,
    MasterAccountArn: `${arn}/${managementAccount}`,
    MasterAccountEmail: world.accounts.get(managementAccount)?.email,
    AvailablePolicyTypes: [],
  };
};

/** `Status` is on its way out and `State` takes its place; during the change AWS sends both. */
const describe =
  (world: EmulatorState) =>
  (it: Account): Fields => ({
    Id: it.id,
    Arn: `${organizationArn(world).replace(':organization/', ':account/')}/${it.id}`,
    Name: it.name,
    Email: it.email,
    State: it.state,
    ...(oldStatuses.has(it.state) ? { Status: it.state } : {}),
    JoinedMethod: it.id === world.scenario.organization.managementAccount ? 'INVITED' : 'CREATED',
    JoinedTimestamp: seconds(it.joinedAt),
    Paths: [path(world, it)],
  });

const oldStatuses = new Set(['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE']);

function path(world: EmulatorState, account: Account): string {
  const { id, root } = world.scenario.organization;
  const units = ancestors(world, account.unit).map((unit) => `${unit.id}/`);
  return `${id}/${root}/${units.join('')}${account.id}/`;
}

function ancestors(world: EmulatorState, unit: string | undefined): readonly Unit[] {
  const found = world.scenario.units.find((each) => each.id === unit);
  return found === undefined ? [] : [...ancestors(world, found.parent), found];
}

const root = (world: EmulatorState): Fields => ({
  Id: world.scenario.organization.root,
  Arn: `${organizationArn(world).replace(':organization/', ':root/')}/${world.scenario.organization.root}`,
  Name: 'Root',
  PolicyTypes: [],
});

const describeUnit =
  (world: EmulatorState) =>
  (it: Unit): Fields => ({
    Id: it.id,
    Arn: `${organizationArn(world).replace(':organization/', ':ou/')}/${it.id}`,
    Name: it.name,
  });

function demandAccount({ world, input }: Call): Account {
  const found = world.accounts.get(text(input, 'AccountId'));
  if (found === undefined)
    throw new AwsError('AccountNotFoundException', "You specified an account that doesn't exist.");
  return found;
}

function demandUnit({ world, input }: Call): Unit {
  const id = text(input, 'OrganizationalUnitId');
  const found = world.scenario.units.find((each) => each.id === id);
  if (found === undefined)
    throw new AwsError(
      'OrganizationalUnitNotFoundException',
      "You specified an organizational unit that doesn't exist.",
    );
  return found;
}

/** The id of the parent that the request names; `undefined` stands for the root. */
function parentOf({ world, input }: Call): string | undefined {
  const id = text(input, 'ParentId');
  if (id === world.scenario.organization.root) return undefined;
  if (world.scenario.units.some((each) => each.id === id)) return id;
  throw new AwsError('ParentNotFoundException', "You specified parent that doesn't exist.");
}

const accountsIn = (world: EmulatorState, unit: string | undefined): readonly Account[] =>
  [...world.accounts.values()].filter((each) => each.unit === unit);

const unitsIn = (world: EmulatorState, parent: string | undefined): readonly Unit[] =>
  world.scenario.units.filter((each) => each.parent === parent);

function parent({ world, input }: Call): Fields {
  const id = text(input, 'ChildId');
  const account = world.accounts.get(id);
  const unit = world.scenario.units.find((each) => each.id === id);
  if (account === undefined && unit === undefined)
    throw new AwsError('ChildNotFoundException', "You specified a child that doesn't exist.");
  const above = account === undefined ? unit?.parent : account.unit;
  return above === undefined
    ? { Id: world.scenario.organization.root, Type: 'ROOT' }
    : { Id: above, Type: 'ORGANIZATIONAL_UNIT' };
}

function children(call: Call): readonly Fields[] {
  const parentId = parentOf(call);
  const type = text(call.input, 'ChildType');
  const found = type === 'ACCOUNT' ? accountsIn(call.world, parentId) : unitsIn(call.world, parentId);
  return found.map(({ id }) => ({ Id: id, Type: type }));
}

function administrators({ world, input }: Call): readonly Fields[] {
  const principal = optionalText(input, 'ServicePrincipal');
  const account = world.accounts.get(world.scenario.organization.delegatedAdministrator ?? '');
  if (account === undefined || (principal !== undefined && principal !== ssoPrincipal)) return [];
  const at = seconds(account.joinedAt);
  return [{ ...describe(world)(account), DelegationEnabledDate: at }];
}
