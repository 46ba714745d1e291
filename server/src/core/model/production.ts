/** Which accounts are production, as the project file says: by id, name or glob, or by their environment. */
import { isKnown, matchesGlob } from '../base';
import type { Account } from './access';
import type { Listing } from './listing';
import type { ProjectFile } from './project-file';

export function isProduction(project: ProjectFile, accounts: Listing<Account>, id: string): boolean {
  const names = [id, ...accountNamesOf(project, accounts, id)];
  if (project.production.some((pattern) => names.some((name) => matchesGlob(pattern, name)))) return true;
  return project.accounts.some((it) => it.id === id && /^prod(uction)?$/i.test(it.environment ?? ''));
}

/** What the account is called, for a message: `prod-data (111122223333)`, or the id alone. */
export function accountLabel(project: ProjectFile, accounts: Listing<Account>, id: string): string {
  const [name] = accountNamesOf(project, accounts, id);
  return name === undefined ? id : `${name} (${id})`;
}

function accountNamesOf(project: ProjectFile, accounts: Listing<Account>, id: string): readonly string[] {
  const declared = accounts.byName.get(id)?.name;
  const listed = project.accounts.flatMap((it) => (it.id === id && it.name !== undefined ? [it.name] : []));
  return declared && isKnown(declared) ? [declared.value, ...listed] : listed;
}
