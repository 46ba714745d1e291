/**
 * `deploymentTargets`: accounts by name and whole organizational units, less those that are excluded. A unit means the
 * accounts that are in it directly, by the same path; `Root` means every account.
 */
import { isKnown, known, type Maybe, type Origin, type Unknown, unknown, withHop } from '../../base';
import type * as yaml from '../../syntax/yaml';
import { idFor, type ZoneAccount, type ZoneAccounts } from './accounts';
import { type Config, textsIn, unknownKeys, valueAt } from './values';

export type Target = {
  readonly account: Maybe<string>;
  readonly accountName: Maybe<string>;
  readonly accountRef: string | undefined;
};

/** `open`: why there may be further ones, at the part that leaves it open. */
export type Targets = { readonly targets: readonly Target[]; readonly open: readonly Unknown[] };

const keys = ['organizationalUnits', 'accounts', 'excludedAccounts', 'excludedRegions'];

export function readTargets(config: Config, node: yaml.Node | undefined, accounts: ZoneAccounts): Targets {
  const list = (key: string) => textsIn(config, valueAt(node, key));
  const [units, named, excluded] = [list('organizationalUnits'), list('accounts'), list('excludedAccounts')];
  const doubts = [...excluded.open, ...excluded.texts.filter((it): it is Unknown => !isKnown(it))];
  if (doubts.length > 0) return { targets: [], open: doubts };
  const fromUnits = units.texts.map((unit) => accountsIn(unit, accounts));
  const found = [...fromUnits.flatMap(({ targets }) => targets), ...named.texts.map((it) => targetNamed(it, accounts))];
  const open = [
    ...unknownKeys(config, node, keys),
    ...units.open,
    ...named.open,
    ...fromUnits.flatMap((it) => it.open),
  ];
  return { targets: distinct(found, excluded.texts), open };
}

function accountsIn(unit: Maybe<string>, { all, open }: ZoneAccounts): Targets {
  if (!isKnown(unit)) return { targets: [], open: [unit] };
  const isRoot = unit.value === 'Root';
  const inside = all.filter((it) => isKnown(it.name) && (isRoot || (isKnown(it.unit) && it.unit.value === unit.value)));
  const targets = inside.map((account) => targetOf(account, viaUnit(unit.origin, account, unit.value)));
  const parts = all.flatMap((it) => [it.name, ...(isRoot ? [] : [it.unit])]);
  const doubts = [...open, ...parts.filter((part): part is Unknown => !isKnown(part))];
  const none = { because: { kind: 'empty-unit', unit: unit.value } as const };
  const reasons = doubts.length === 0 && inside.length === 0 ? [none] : doubts;
  return { targets, open: reasons.map(({ because }) => unknown(because, unit.origin)) };
}

function viaUnit(origin: Origin, account: ZoneAccount, unit: string): Origin {
  return withHop(origin, account.origin.at, { kind: 'unit-account', unit });
}

function targetNamed(name: Maybe<string>, { all, open }: ZoneAccounts): Target {
  if (!isKnown(name)) return { account: name, accountName: name, accountRef: undefined };
  const account = all.find((it) => isKnown(it.name) && it.name.value === name.value);
  if (account) return targetOf(account, name.origin);
  const because = open[0]?.because ?? { kind: 'unknown-account-name', name: name.value };
  return { account: unknown(because, name.origin), accountName: name, accountRef: undefined };
}

function targetOf(account: ZoneAccount, origin: Origin): Target {
  const name = isKnown(account.name) ? known(account.name.value, origin) : account.name;
  return { account: idFor(account, origin), accountName: name, accountRef: account.address };
}

/** The first who names an account stands for all who do. */
function distinct(targets: readonly Target[], excluded: readonly Maybe<string>[]): readonly Target[] {
  const left = new Set(excluded.flatMap((it) => (isKnown(it) ? [it.value] : [])));
  return targets.filter(({ accountName }) => {
    if (!isKnown(accountName)) return true;
    if (left.has(accountName.value)) return false;
    left.add(accountName.value);
    return true;
  });
}
