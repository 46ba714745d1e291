/**
 * Which accounts are production, as the project file says: by id, name or glob, or by their environment. An account that
 * the same code makes has no id yet: the address of its resource stands for it, and says which name it will have.
 */
import { isKnown, matchesGlob, rememberEach } from '../base';
import type { Account, Assignment } from './access';
import type { Listing } from './listing';
import type { ProjectAccount, ProjectFile } from './project-file';

/** The 12-digit id, or the address of the resource that stands for the account; `undefined` where neither is known. */
export function accountKey({ account, accountRef }: Pick<Assignment, 'account' | 'accountRef'>): string | undefined {
  return isKnown(account) ? account.value : accountRef;
}

export function isProduction(project: ProjectFile, accounts: Listing<Account>, key: string): boolean {
  const names = namesOf(project, accounts, key);
  const isNamed = (name: string) => project.production.some((pattern) => matchesGlob(pattern, name));
  if (isNamed(key) || (names.length > 0 && names.every(isNamed))) return true;
  return project.accounts.some((it) => matches(it, key, names) && /^prod(uction)?$/i.test(it.environment ?? ''));
}

/** What the account is called, for a message: `prod-data (111122223333)`, or the key alone. */
export function accountLabel(project: ProjectFile, accounts: Listing<Account>, key: string): string {
  const [name] = namesOf(project, accounts, key);
  if (name === undefined) return key;
  return isId(key) ? `${name} (${key})` : name;
}

function isId(key: string): boolean {
  return /^\d{12}$/.test(key);
}

function matches({ id, name }: ProjectAccount, key: string, names: readonly string[]): boolean {
  if (isId(key)) return id === key;
  return names.length > 0 && names.every((it) => it === name);
}

/** Two roots may use one address for different accounts: then both names are given. */
function namesOf(project: ProjectFile, accounts: Listing<Account>, key: string): readonly string[] {
  if (!isId(key)) return namesByAddress(accounts).get(key) ?? [];
  const declared = accounts.byName.get(key)?.name;
  const listed = project.accounts.flatMap((it) => (it.id === key && it.name !== undefined ? [it.name] : []));
  return declared && isKnown(declared) ? [declared.value, ...listed] : listed;
}

const namesByAddress = rememberEach((accounts: Listing<Account>): ReadonlyMap<string, readonly string[]> => {
  const names = new Map<string, string[]>();
  for (const { address, name } of accounts.all) {
    if (address === undefined || !name || !isKnown(name)) continue;
    names.set(address, [...(names.get(address) ?? []), name.value]);
  }
  return names;
});
