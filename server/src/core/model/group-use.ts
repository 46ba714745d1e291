/** What the code does with groups beside assigning them in accounts. */
import { isKnown, type Maybe } from '../base';
import type { Group } from './access';
import { mayAffect } from './hidden';
import type { Resource } from './resource';

export type GroupUse = {
  /** Somebody is put into the group, or an application is given to it. */
  readonly what: 'members' | 'application';
  /** The group's display name. */
  readonly group: Maybe<string>;
  /** The block that does it; `undefined`: it names the group by an id, which may be any group's. */
  readonly resource: Resource | undefined;
};

export function mayUse({ group, resource }: GroupUse, used: Pick<Group, 'name' | 'resource'>): boolean {
  if (!isKnown(group)) return mayAffect({ because: group, resource }, used);
  return isKnown(used.name) && used.name.value === group.value;
}
