/** Code lenses: above a permission set its assignments and their live status; above a block that expands, how many there are. */
import type { AccessSubject } from '../../../protocol';
import type { Analysis } from '../../analysis';
import { groupBy, type Location } from '../../base';
import { unknownText } from '../../wording';
import { type AccessSources, grants, grantsWithoutId, type PlacedGrant } from '../views/grants';
import { count } from '../views/notes';
import { mentionsIn, placeKey } from './mentions';
import { sharedAccess } from './shared-access';

export type Lens = {
  readonly at: Location;
  readonly title: string;
  /** It offers to explain this access, and asks for what is not said of it; without, it is only read. */
  readonly about?: AccessSubject;
};

export function lenses({ declared }: Analysis, sources: AccessSources, path: string): readonly Lens[] {
  const bySet = groupBy([...grants(sources), ...grantsWithoutId(sources.declared)], (it) => it.permissionSet);
  const sets = mentionsIn(declared)
    .filter(
      ({ subject, role, origin }) => subject === 'permission-set' && role === 'declares' && origin.at.path === path,
    )
    .map(({ name, origin }) => ({ at: origin.at, title: reach(bySet.get(name) ?? []) }));
  return [...sets, ...expansions(declared.assignments.all, path)];
}

function reach(own: readonly PlacedGrant[]): string {
  if (own.length === 0) return 'not assigned';
  const accounts = new Set(own.map((it) => it.account)).size;
  const groups = new Set(own.filter((it) => it.principalType === 'GROUP').map((it) => it.principal)).size;
  const users = new Set(own.filter((it) => it.principalType === 'USER').map((it) => it.principal)).size;
  return [
    count(accounts, 'account'),
    ...(groups > 0 ? [count(groups, 'group')] : []),
    ...(users > 0 ? [count(users, 'user')] : []),
    ...liveCounts(own),
  ].join(' · ');
}

/** Counts by live status; empty before AWS was read. */
function liveCounts(own: readonly PlacedGrant[]): readonly string[] {
  const many = (status: PlacedGrant['status']) => own.filter((it) => it.status === status).length;
  const counts = [
    [own.filter((it) => it.live === 'assigned').length, 'live'],
    [many('only-in-code'), 'not live'],
    [many('failed'), 'failed'],
    [many('outdated'), 'outdated'],
  ] as const;
  return counts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : []));
}

type Assignments = Analysis['declared']['assignments']['all'];

/** Only where one block makes several: a single assignment is what it says, and its hover leads on. */
function expansions(assignments: Assignments, path: string): readonly Lens[] {
  const own = assignments.filter((it) => it.origin.at.path === path);
  return [...groupBy(own, (it) => placeKey(it.origin.at)).values()].flatMap(expansion);
}

function expansion(own: Assignments): readonly Lens[] {
  const [first] = own;
  if (!first) return [];
  const { at } = first.origin;
  if (first.wildcardBecause !== undefined)
    return [{ at, title: `how many assignments is not known: ${unknownText(first.wildcardBecause)}` }];
  if (own.length === 1) return [];
  return [
    { at, title: count(own.length, 'assignment') },
    { at, title: 'Explain access…', about: sharedAccess(own) },
  ];
}
