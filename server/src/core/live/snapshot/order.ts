/** One order for everything in a snapshot, so that two refreshes of the same access are equal, whatever came first. */
import { compareText, isKnown, type Maybe } from '../../base';
import type * as model from '../../model';
import type { Provisioned, ProvisioningRequest } from './snapshot';

export function inOrder<T>(items: readonly T[], keyOf: (item: T) => readonly string[]): readonly T[] {
  return items
    .map((item) => ({ item, key: keyOf(item).join('\n') }))
    .toSorted((a, b) => compareText(a.key, b.key))
    .map(({ item }) => item);
}

export function byName({ name, address }: { readonly name: Maybe<string>; readonly address: string }) {
  return [text(name), address];
}

export function byAccountId({ id }: model.Account) {
  return [text(id)];
}

export function byTriple(it: model.Assignment) {
  return [text(it.account), text(it.permissionSet), text(it.principalType), text(it.principal), it.address];
}

export function byPair({ permissionSet, account }: Provisioned) {
  return [permissionSet, account];
}

export function byDate({ createdAt, id }: ProvisioningRequest) {
  return [createdAt, id];
}

/** What has no name comes last. */
function text(it: Maybe<string>): string {
  return isKnown(it) ? it.value : '\uffff';
}
