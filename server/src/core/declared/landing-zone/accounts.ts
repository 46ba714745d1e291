/** `accounts-config.yaml`: the accounts of a landing zone, by name. Their ids are mostly not in it. */
import { isKnown, known, type Maybe, type Unknown, unknown, withHop } from '../../base';
import type * as model from '../../model';
import * as yaml from '../../syntax/yaml';
import { type Config, configOf, itemsIn, labelOf, rootOf, textIn, valueAt } from './values';
import type { LandingZone } from './zone';

export type ZoneAccount = model.Account & {
  readonly name: Maybe<string>;
  readonly address: string;
  /** The whole path, as in `Workloads/Prod`. */
  readonly unit: Maybe<string>;
};

/** `open`: why there may be others. */
export type ZoneAccounts = { readonly all: readonly ZoneAccount[]; readonly open: readonly Unknown[] };

/** The accelerator knows the management account by this name, which nobody may change. */
export const managementName = 'Management';

export function readAccounts({ folder, iam, accounts }: LandingZone): ZoneAccounts {
  if (!accounts) {
    const because = unknown({ kind: 'accounts-file-missing' }, startOf(iam));
    return { all: [], open: [because] };
  }
  const config = configOf(accounts);
  const root = rootOf(accounts);
  const ids = idsByEmail(config, root);
  const listed = ['mandatoryAccounts', 'workloadAccounts'].map((key) => ({
    key,
    ...itemsIn(config, valueAt(root, key)),
  }));
  const all = listed.flatMap(({ key, items }) =>
    items.map((item) => readAccount(config, item, { ids, section: `${folder}${key}` })),
  );
  const unreadable = root ? [] : [unknown({ kind: 'accounts-file-unreadable' }, startOf(accounts))];
  return { all, open: [...unreadable, ...listed.flatMap(({ open }) => open)] };
}

export function startOf({ path }: yaml.File): model.Account['origin'] {
  return { at: { path, start: 0, end: 0 } };
}

type Place = { readonly ids: ReadonlyMap<string, Maybe<string>>; readonly section: string };

function readAccount(config: Config, node: yaml.Node, { ids, section }: Place): ZoneAccount {
  const origin = { at: yaml.locationOf(config, node) };
  const name = textIn(config, valueAt(node, 'name')) ?? unknown({ kind: 'nameless', what: 'account' }, origin);
  const email = textIn(config, valueAt(node, 'email'));
  const id = email && isKnown(email) ? ids.get(email.value.toLowerCase()) : undefined;
  const label = labelOf(name);
  return {
    id: id ?? unknown({ kind: 'account-without-id', name: label }, name.origin),
    name,
    unit: textIn(config, valueAt(node, 'organizationalUnit')) ?? unknown({ kind: 'account-without-unit' }, origin),
    address: `${section}.${label}`,
    origin: name.origin,
  };
}

/** `accountIds`, which a landing zone without AWS Organizations lists. */
function idsByEmail(config: Config, root: yaml.Node | undefined): ReadonlyMap<string, Maybe<string>> {
  const ids = new Map<string, Maybe<string>>();
  for (const item of itemsIn(config, valueAt(root, 'accountIds')).items) {
    const email = textIn(config, valueAt(item, 'email'));
    const id = textIn(config, valueAt(item, 'accountId'));
    if (id && email && isKnown(email)) ids.set(email.value.toLowerCase(), id);
  }
  return ids;
}

/** The account's id as the one who names the account means it. */
export function idFor({ id, name }: ZoneAccount, origin: model.Account['origin']): Maybe<string> {
  if (!isKnown(id)) return unknown(id.because, origin);
  return known(id.value, withHop(origin, id.origin.at, { kind: 'zone-account', name: labelOf(name) }));
}
