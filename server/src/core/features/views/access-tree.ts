/** The Access view: every grant, in the order that is chosen; users with direct assignments below a branch of their own. */
import type { AccessGrouping as Grouping } from '../../../protocol';
import type { LiveState } from '../../live';
import { markdownCode, markdownText } from '../report/markdown-text';
import { accountLayer, branches, principalLayer, type RenderContext, setLayer } from './access-layers';
import { byUser, membersUnread } from './access-users';
import {
  type AccessSources,
  accountNames,
  type DeclaredIn,
  grants,
  type PlacedGrant,
  unresolvedAssignments,
} from './grants';
import type { Node } from './node';
import { count, gapsNode, stateNotes } from './notes';

/** Empty only where there is nothing to say yet: the welcome text then leads on. */
export function accessTree(sources: AccessSources, grouping: Grouping = 'group'): readonly Node[] {
  const all = grants(sources);
  const { live } = sources;
  const unknown = unknownNode(sources);
  const showsNothing = all.length === 0 && unknown.length === 0 && !live.snapshot;
  // Signed out with nothing to show is what the welcome text is for.
  if (showsNothing && live.currentActivity.kind === 'idle' && (!live.failure || live.failure.kind === 'signed-out'))
    return [];
  const context: RenderContext = { names: accountNames(sources), snapshot: live.snapshot };
  return [
    ...notesBefore(live, all.length),
    ...grantNodes(all, sources, context, grouping),
    ...unknown,
    ...gapsNode(live.snapshot?.gaps ?? []),
  ];
}

/** What to know of the grants that are shown, and of those that can't be. */
export function accessNotes(sources: AccessSources, shown: number): readonly Node[] {
  const { live } = sources;
  return [...notesBefore(live, shown), ...unknownNode(sources), ...gapsNode(live.snapshot?.gaps ?? [])];
}

function notesBefore(live: LiveState, shown: number): readonly Node[] {
  return [
    ...(shown > 0 ? notReadNotes(live) : []),
    ...stateNotes(live),
    ...(live.snapshot && shown === 0 ? [noAssignments] : []),
  ];
}

/** Why the code stands alone. Signed out, signing in, reading and failing are told by notes of their own. */
function notReadNotes({ profile, snapshot, signedIn, currentActivity, failure, opened }: LiveState): readonly Node[] {
  if (opened !== undefined) return [];
  if (profile === undefined) return [withoutProfile];
  const isNoted = signedIn === 'no' || currentActivity.kind !== 'idle' || (failure && failure.kind !== 'cancelled');
  return snapshot || isNoted ? [] : [notRead];
}

const notRead: Node = {
  id: 'not-read',
  label: 'Only the code is shown',
  description: 'click to read live access',
  icon: 'info',
  kind: 'note',
  action: 'refresh',
};

const withoutProfile: Node = {
  id: 'no-profile',
  label: 'Only the code is shown',
  description: 'click to select an AWS profile',
  icon: 'info',
  kind: 'note',
  action: 'select-profile',
};

const noAssignments: Node = {
  id: 'none',
  label: 'No account assignments',
  description: 'neither in code nor live',
  icon: 'info',
  kind: 'note',
};

/** Group → account → permission set, unless another order is chosen. */
function grantNodes(
  all: readonly PlacedGrant[],
  { live }: AccessSources,
  context: RenderContext,
  grouping: Grouping,
): readonly Node[] {
  switch (grouping) {
    case 'group':
      return [
        ...branches(all.filter(isGroup), [principalLayer, accountLayer, setLayer], context),
        ...usersNode(all, context),
      ];
    case 'account':
      return branches(all, [accountLayer, principalLayer, setLayer], context);
    case 'permission-set':
      return branches(all, [setLayer, accountLayer, principalLayer], context);
    case 'user':
      return [
        ...branches(byUser(all, live.snapshot), [principalLayer, accountLayer, setLayer], context),
        ...membersUnread(all, live.snapshot),
      ];
  }
}

function isGroup({ principalType }: PlacedGrant): boolean {
  return principalType === 'GROUP';
}

function usersNode(all: readonly PlacedGrant[], context: RenderContext): readonly Node[] {
  const children = branches(
    all.filter((it) => !isGroup(it)),
    [principalLayer, accountLayer, setLayer],
    context,
  );
  if (children.length === 0) return [];
  return [
    {
      id: 'users',
      label: 'Users',
      description: `${count(children.length, 'user')} assigned directly`,
      tooltip: 'Access that is given to a person rather than to a group.',
      icon: 'section',
      kind: 'users',
      children,
    },
  ];
}

function unknownNode(sources: AccessSources): readonly Node[] {
  const items = unresolvedAssignments(sources);
  if (items.length === 0) return [];
  const children = items.map(({ address, because, place }, index): Node => {
    const reason = because.join('; ');
    const tooltip = `${markdownCode(address)}\n\n${markdownText(reason)}`;
    return {
      id: `${index}`,
      label: address,
      description: reason,
      tooltip,
      icon: 'unknown',
      kind: 'unknown',
      open: place,
    };
  });
  return [
    {
      id: 'unknown',
      label: 'Not known from the code',
      description: count(items.length, 'assignment'),
      tooltip: 'Assignments of which a part is only known to Terraform or AWS.',
      icon: 'unknown',
      kind: 'section',
      children,
    },
  ];
}

/** Whether the code says anything about access: the welcome text depends on it. */
export function declaresAccess(declared: readonly Pick<DeclaredIn, 'access'>[]): boolean {
  return declared.some(({ access }) => access.assignments.all.length > 0 || access.permissionSets.all.length > 0);
}
