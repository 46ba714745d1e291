/** Organisations of any size, the same for the same numbers: for paging, for speed, for the matrix. */
import { seededRandom } from './faults';
import type { Scenario, ScenarioAssignments, ScenarioGroup, ScenarioPermissionSet } from './scenario';

export type GeneratorOptions = {
  readonly accounts?: number;
  readonly groups?: number;
  readonly users?: number;
  readonly sets?: number;
  /** Of groups. */
  readonly assignments?: number;
  /** Of users, beside those of groups: some where a group has the same, some where nobody else has anything. */
  readonly direct?: number;
  /** Of groups that were deleted, where nobody else has anything. */
  readonly orphans?: number;
  readonly seed?: number;
};

type Sizes = Required<GeneratorOptions>;

export function generateScenario(options: GeneratorOptions = {}): Scenario {
  const sizes: Sizes = {
    accounts: 50,
    groups: 20,
    users: 100,
    sets: 12,
    assignments: 300,
    direct: 0,
    orphans: 0,
    seed: 1,
    ...options,
  };
  const accounts = numbered(sizes.accounts, accountName).map((name, index) => ({
    id: String(100_000_000_000 + index * 1_000_003),
    name,
    email: `aws+${name}@generated.example`,
    unit: index === 0 ? undefined : unitId(index % units.length),
    state: 'ACTIVE' as const,
  }));
  const [management] = accounts;
  if (management === undefined) throw new Error('an organisation has at least one account');
  return {
    name: 'generated',
    region: 'eu-west-1',
    instances: [
      {
        id: 'ssoins-generated0000000',
        identityStore: 'd-9067000000',
        name: undefined,
        ownerAccount: management.id,
        kind: 'organization',
      },
    ],
    organization: {
      id: 'o-generated0',
      root: 'r-gene',
      managementAccount: management.id,
      delegatedAdministrator: undefined,
    },
    units: units.map((name, index) => ({ id: unitId(index), name, parent: undefined })),
    accounts,
    users: numbered(sizes.users, userName).map((name) => ({
      name,
      displayName: name,
      email: `${name}@generated.example`,
      disabled: false,
    })),
    groups: groups(sizes),
    policies: [
      {
        name: 'team-policy',
        path: '/',
        accounts: accounts.map((each) => each.id),
        document: '{"Version":"2012-10-17","Statement":[]}',
      },
    ],
    permissionSets: numbered(sizes.sets, setName).map(permissionSet),
    assignments: allAssignments(
      sizes,
      accounts.map((each) => each.id),
    ),
    outdated: [],
    leftOver: [],
    failedCreations: [],
    failedDeletions: [],
    signsIn: userName(0),
    rights: [],
  };
}

const units = ['Security', 'Platform', 'Production', 'Staging', 'Sandbox'];

const unitId = (index: number): string => `ou-gene-0000000${index}`;
const accountName = (index: number): string => (index === 0 ? 'management' : `account-${padded(index)}`);
const userName = (index: number): string => `user-${padded(index)}`;
const groupName = (index: number): string => `group-${padded(index)}`;
const setName = (index: number): string => `Set${padded(index)}`;
const padded = (index: number): string => String(index).padStart(4, '0');

const numbered = (count: number, name: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => name(index));

/** Every user is in one to three groups. */
function groups({ groups: count, users, seed }: Sizes): readonly ScenarioGroup[] {
  const random = seededRandom(seed);
  const members = new Map(numbered(count, groupName).map((name) => [name, new Set<string>()]));
  for (const user of numbered(users, userName))
    for (let memberships = 1 + Math.floor(random() * 3); memberships > 0; memberships -= 1)
      members.get(groupName(Math.floor(random() * count)))?.add(user);
  return [...members].map(([name, users]) => ({
    name,
    description: `Generated ${name}`,
    members: [...users],
    external: true,
  }));
}

/** Every third set has a customer managed policy, which exists in every account. */
const permissionSet = (name: string, index: number): ScenarioPermissionSet => ({
  name,
  description: `Generated ${name}`,
  sessionDuration: `PT${1 + (index % 12)}H`,
  relayState: undefined,
  managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  customerManagedPolicies: index % 3 === 0 ? [{ name: 'team-policy', path: '/' }] : [],
  inlinePolicy: undefined,
  permissionsBoundary: undefined,
  tags: {},
});

function allAssignments(sizes: Sizes, accounts: readonly string[]): readonly ScenarioAssignments[] {
  const ofGroups = assignments(sizes, accounts);
  const taken = new Set(ofGroups.map(pairOf));
  return [
    ...ofGroups,
    ...direct(sizes, ofGroups, freePairs(sizes, accounts, taken)),
    ...orphans(sizes, freePairs(sizes, accounts, taken)),
  ];
}

const pairOf = ({ permissionSets: [set], accounts: [account] }: ScenarioAssignments): string => `${set} ${account}`;

type Pair = Pick<ScenarioAssignments, 'permissionSets' | 'accounts'>;

/** Pairs in which nobody has anything yet, each handed out once. */
function* freePairs({ sets }: Sizes, accounts: readonly string[], taken: Set<string>): Generator<Pair, void> {
  for (const account of accounts)
    for (let index = 0; index < sets; index += 1) {
      const pair = `${setName(index)} ${account}`;
      if (taken.has(pair)) continue;
      taken.add(pair);
      yield { permissionSets: [setName(index)], accounts: [account] };
    }
}

/** Every second beside a group, the others alone. */
function direct(
  { direct: count, users }: Sizes,
  ofGroups: readonly ScenarioAssignments[],
  free: Iterator<Pair>,
): readonly ScenarioAssignments[] {
  return Array.from({ length: count }, (_, index) => {
    const shared = index % 2 === 0 ? ofGroups[index * 7] : undefined;
    const pair = shared ?? free.next().value;
    if (!pair) throw new Error('more assignments of users than there are pairs');
    return {
      principal: { user: userName((index * 13) % users) },
      permissionSets: pair.permissionSets,
      accounts: pair.accounts,
    };
  });
}

function orphans({ orphans: count }: Sizes, free: Iterator<Pair>): readonly ScenarioAssignments[] {
  return Array.from({ length: count }, (_, index) => {
    const pair = free.next().value;
    if (!pair) throw new Error('more assignments of deleted groups than there are pairs');
    return { principal: { deletedGroup: `gone-${padded(index)}` }, ...pair };
  });
}

/** As many different triples as asked for; groups take sets in accounts at random, and none twice. */
function assignments(
  { groups: count, sets, assignments: wanted, seed }: Sizes,
  accounts: readonly string[],
): readonly ScenarioAssignments[] {
  if (wanted > count * sets * accounts.length) throw new Error('more assignments than there are triples');
  const random = seededRandom(seed + 1);
  const made = new Map<string, ScenarioAssignments>();
  while (made.size < wanted) {
    const group = groupName(Math.floor(random() * count));
    const set = setName(Math.floor(random() * sets));
    const account = accounts[Math.floor(random() * accounts.length)] ?? '';
    made.set(`${group} ${set} ${account}`, { principal: { group }, permissionSets: [set], accounts: [account] });
  }
  return [...made.values()];
}
