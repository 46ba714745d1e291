/** Reads a scenario from YAML. Every key is optional but the organisation and its accounts; a wrong one is an error. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type {
  AccountState,
  PastRequest,
  PolicyName,
  Rights,
  Scenario,
  ScenarioAccount,
  ScenarioAssignments,
  ScenarioBoundary,
  ScenarioGroup,
  ScenarioInstance,
  ScenarioPermissionSet,
  ScenarioPolicy,
  ScenarioPrincipal,
  ScenarioUser,
  SetInAccounts,
} from './scenario';
import { type Fields, isFields, list, optionalFields, optionalText, text, texts } from './wire/fields';

const folder = new URL('./scenarios/', import.meta.url);

/** Loads `scenarios/<name>.yaml`. A scenario that `extends` another replaces its top-level keys. */
export function loadScenario(name: string): Scenario {
  return decodeScenario(name, readLayers(name));
}

function readLayers(name: string): Fields {
  const document: unknown = parse(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'));
  if (!isFields(document)) throw new Error(`the scenario is not a mapping: ${name}`);
  const base = optionalText(document, 'extends');
  return base === undefined ? document : { ...readLayers(base), ...document };
}

const keys = [
  'extends',
  'region',
  'instances',
  'organization',
  'units',
  'accounts',
  'users',
  'groups',
  'policies',
  'permission_sets',
  'assignments',
  'outdated',
  'left_over',
  'failed_creations',
  'failed_deletions',
  'signs_in',
  'rights',
];

export function decodeScenario(name: string, from: Fields): Scenario {
  for (const key of Object.keys(from))
    if (!keys.includes(key)) throw new Error(`unknown key in scenario ${name}: ${key}`);
  const organization = optionalFields(from, 'organization') ?? {};
  return {
    name,
    region: optionalText(from, 'region') ?? 'eu-west-1',
    instances: all(from, 'instances', instance),
    organization: {
      id: text(organization, 'id'),
      root: text(organization, 'root'),
      managementAccount: text(organization, 'management_account'),
      delegatedAdministrator: optionalText(organization, 'delegated_administrator'),
    },
    units: all(from, 'units', (it) => ({
      id: text(it, 'id'),
      name: text(it, 'name'),
      parent: optionalText(it, 'parent'),
    })),
    accounts: all(from, 'accounts', account),
    users: all(from, 'users', user),
    groups: all(from, 'groups', group),
    policies: all(from, 'policies', policy),
    permissionSets: all(from, 'permission_sets', permissionSet),
    assignments: all(from, 'assignments', assignments),
    outdated: all(from, 'outdated', setInAccounts),
    leftOver: all(from, 'left_over', setInAccounts),
    failedCreations: all(from, 'failed_creations', pastRequest),
    failedDeletions: all(from, 'failed_deletions', pastRequest),
    signsIn: optionalText(from, 'signs_in'),
    rights: all(from, 'rights', rights),
  };
}

const all = <T>(from: Fields, key: string, decode: (it: Fields) => T): readonly T[] =>
  list(from, key).filter(isFields).map(decode);

const instance = (it: Fields): ScenarioInstance => ({
  id: text(it, 'id'),
  identityStore: text(it, 'identity_store'),
  name: optionalText(it, 'name'),
  ownerAccount: text(it, 'owner_account'),
  kind: it.kind === 'account' ? 'account' : 'organization',
});

const states: readonly AccountState[] = ['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION'];

const account = (it: Fields): ScenarioAccount => ({
  id: text(it, 'id'),
  name: text(it, 'name'),
  email: optionalText(it, 'email') ?? `aws+${text(it, 'name')}@acme.example`,
  unit: optionalText(it, 'unit'),
  state: states.find((state) => state === it.state) ?? 'ACTIVE',
});

const user = (it: Fields): ScenarioUser => ({
  name: text(it, 'name'),
  displayName: optionalText(it, 'display_name') ?? text(it, 'name'),
  email: optionalText(it, 'email') ?? `${text(it, 'name')}@acme.example`,
  disabled: it.disabled === true,
});

const group = (it: Fields): ScenarioGroup => ({
  name: text(it, 'name'),
  description: optionalText(it, 'description'),
  members: texts(it, 'members'),
  external: it.external === true,
});

const readOnlyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['redshift:Describe*'], Resource: '*' }],
});

const policyName = (it: unknown): PolicyName =>
  isFields(it) ? { name: text(it, 'name'), path: optionalText(it, 'path') ?? '/' } : { name: String(it), path: '/' };

const policy = (it: Fields): ScenarioPolicy => ({
  ...policyName(it),
  accounts: texts(it, 'accounts'),
  document: optionalText(it, 'document') ?? readOnlyDocument,
});

const permissionSet = (it: Fields): ScenarioPermissionSet => ({
  name: text(it, 'name'),
  description: optionalText(it, 'description'),
  sessionDuration: optionalText(it, 'session_duration') ?? 'PT1H',
  relayState: optionalText(it, 'relay_state'),
  managedPolicies: texts(it, 'managed_policies').map((name) =>
    name.startsWith('arn:') ? name : `arn:aws:iam::aws:policy/${name}`,
  ),
  customerManagedPolicies: list(it, 'customer_managed_policies').map(policyName),
  inlinePolicy: optionalText(it, 'inline_policy'),
  permissionsBoundary: boundary(it.permissions_boundary),
  tags: Object.fromEntries(
    Object.entries(optionalFields(it, 'tags') ?? {}).map(([key, value]) => [key, String(value)]),
  ),
});

function boundary(it: unknown): ScenarioBoundary | undefined {
  if (it === undefined) return undefined;
  if (isFields(it) && typeof it.arn === 'string') return { arn: it.arn };
  return policyName(it);
}

function principal(it: Fields): ScenarioPrincipal {
  if (typeof it.group === 'string') return { group: it.group };
  if (typeof it.user === 'string') return { user: it.user };
  return { deletedGroup: text(it, 'deleted_group') };
}

const assignments = (it: Fields): ScenarioAssignments => ({
  principal: principal(it),
  permissionSets: texts(it, 'permission_sets'),
  accounts: texts(it, 'accounts'),
});

const setInAccounts = (it: Fields): SetInAccounts => ({
  permissionSet: text(it, 'permission_set'),
  accounts: texts(it, 'accounts'),
});

const pastRequest = (it: Fields): PastRequest => ({
  principal: principal(it),
  permissionSet: text(it, 'permission_set'),
  account: text(it, 'account'),
  hoursAgo: typeof it.hours_ago === 'number' ? it.hours_ago : 1,
});

const rights = (it: Fields): Rights => ({
  role: text(it, 'role'),
  allow: it.allow === undefined ? undefined : texts(it, 'allow'),
  deny: texts(it, 'deny'),
});
