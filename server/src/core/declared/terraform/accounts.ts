/** Accounts: those the code makes, the ones it targets, and the one a provider works in. */
import { isKnown, type Maybe, matchesPath, unknown } from '../../base';
import type * as evaluation from '../../eval';
import type * as model from '../../model';
import type { UnknownReason } from '../../reasons';
import { resolveSymbol } from './symbols';
import { fieldIn, itemsIn, optionalText, requiredText, textIn } from './values';

/** A declared account has no id before the apply; its address stands for it. */
export function accountOf(instance: evaluation.ResourceInstance): model.Account {
  const stated = optionalText(instance, 'id');
  const id =
    stated && isKnown(stated)
      ? stated
      : unknown({ kind: 'known-after-apply', address: instance.address }, instance.origin);
  return { id, name: requiredText(instance, 'name'), origin: instance.origin, address: instance.address };
}

export type Target = { readonly account: Maybe<string>; readonly accountRef?: string | undefined };

export type Reading = { readonly root: evaluation.EvaluatedRoot; readonly project: model.ProjectFile };

/** The account a `target_id` means: a literal id, or a symbol that this code manages or looks up. */
export function targetOf(reading: Reading, value: evaluation.Value | undefined): Target {
  const text =
    textIn(value) ??
    unknown(
      { kind: 'without-value', what: 'target_id' },
      value?.origin ?? reading.root.instances[0]?.origin ?? noOrigin,
    );
  if (isKnown(text)) return { account: text.value === '' ? unknown(emptyTarget, text.origin) : text };
  const reference = resolveSymbol(reading.root, value);
  if (!reference) return { account: text };
  const { instance, attribute } = reference;
  const own = `${instance.type}.${attribute}`;
  if (own === 'aws_organizations_account.id') return { account: text, accountRef: instance.address };
  if (own === 'aws_caller_identity.account_id' || own === 'aws_caller_identity.id') {
    return { account: workingAccount(reading, instance), accountRef: instance.address };
  }
  const accountRef = `${instance.address}.${attribute}`;
  return { account: managementAccount(reading, own, text), accountRef };
}

/** `default = ""` and `[""]` leave the account to whoever applies. */
const emptyTarget: UnknownReason = { kind: 'empty-until-given', what: 'target_id' };

const noOrigin = { at: { path: '', start: 0, end: 0 } };

function managementAccount({ project }: Reading, attribute: string, fallback: Maybe<string>): Maybe<string> {
  const isManagement = /^aws_organizations_organization\.(master_account_id|management_account_id)$/.test(attribute);
  if (!isManagement || project.managementAccount === undefined) return fallback;
  return { value: project.managementAccount, origin: projectFile };
}

const projectFile = { at: { path: '.idc.yaml', start: 0, end: 0 } };

/** The account a resource is made in: what its provider says, else what the project file says of the folder. */
export function workingAccount({ root, project }: Reading, instance: evaluation.ResourceInstance): Maybe<string> {
  const written = instance.provider && providerAccount(instance.provider);
  if (written) return written;
  const owners = project.accounts.filter(({ paths }) => paths.some((path) => matchesPath(path, root.path)));
  const [owner] = owners;
  if (owner && owners.length === 1) return { value: owner.id, origin: projectFile };
  return unknown({ kind: 'unknown-working-account' }, instance.provider?.origin ?? instance.origin);
}

/** An assumed role names its account, and a single allowed account is the only one the provider accepts. */
function providerAccount({ attributes }: evaluation.ProviderConfiguration): Maybe<string> | undefined {
  const roles = itemsIn(attributes.get('assume_role')).map((role) => textIn(fieldIn(role, 'role_arn')));
  const role = roles.at(-1) ?? textIn(fieldIn(itemsIn(attributes.get('assume_role_with_web_identity'))[0], 'role_arn'));
  if (role) return roleAccount(role);
  const allowed = itemsIn(attributes.get('allowed_account_ids'));
  return allowed.length === 1 ? textIn(allowed[0]) : undefined;
}

function roleAccount(role: Maybe<string>): Maybe<string> {
  if (!isKnown(role)) return role;
  const account = /^arn:[^:]*:iam::(\d{12}):role\//.exec(role.value)?.[1];
  return account === undefined ? unknown({ kind: 'role-without-account' }, role.origin) : { ...role, value: account };
}
