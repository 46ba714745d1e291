/** Above a permission set how far it reaches and how it fares; above a block that expands what it comes to. */
import type { Analysis } from '../analysis';
import type { Location } from '../base';
import { type Grant, grants, type Witnesses } from './grants';
import { mentionsIn, placeKey } from './mentions';
import { count } from './notes';

export type Lens = { readonly at: Location; readonly title: string };

export function lenses({ declared }: Analysis, witnesses: Witnesses, path: string): readonly Lens[] {
  const all = grants(witnesses);
  const sets = mentionsIn(declared)
    .filter(
      ({ subject, role, origin }) => subject === 'permission-set' && role === 'declares' && origin.at.path === path,
    )
    .map(({ name, origin }) => ({ at: origin.at, title: reach(all.filter((it) => it.permissionSet === name)) }));
  return [...sets, ...expansions(declared.assignments.all, path)];
}

function reach(own: readonly Grant[]): string {
  if (own.length === 0) return 'not assigned';
  const accounts = new Set(own.map((it) => it.account)).size;
  const groups = new Set(own.filter((it) => it.principalType === 'GROUP').map((it) => it.principal)).size;
  const users = new Set(own.filter((it) => it.principalType === 'USER').map((it) => it.principal)).size;
  return [
    count(accounts, 'account'),
    ...(groups > 0 ? [count(groups, 'group')] : []),
    ...(users > 0 ? [count(users, 'user')] : []),
    ...fares(own),
  ].join(' · ');
}

/** What AWS says; nothing before it was asked. */
function fares(own: readonly Grant[]): readonly string[] {
  const many = (standing: Grant['standing']) => own.filter((it) => it.standing === standing).length;
  const told = [
    [own.filter((it) => it.isLive).length, 'live'],
    [many('only-in-code'), 'not live'],
    [many('failed'), 'failed'],
    [many('outdated'), 'outdated'],
  ] as const;
  return told.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : []));
}

type Assignments = Analysis['declared']['assignments']['all'];

/** Only where one block makes several: a single assignment is what it says. */
function expansions(assignments: Assignments, path: string): readonly Lens[] {
  const places = new Map<string, { readonly at: Location; many: number; readonly unknown: string | undefined }>();
  for (const { origin, standsForMany } of assignments.filter((it) => it.origin.at.path === path)) {
    const entry = places.get(placeKey(origin.at));
    if (entry) entry.many++;
    else places.set(placeKey(origin.at), { at: origin.at, many: 1, unknown: standsForMany });
  }
  return [...places.values()].flatMap(({ at, many, unknown }) => {
    if (unknown !== undefined) return [{ at, title: `how many assignments is not known: ${unknown}` }];
    return many > 1 ? [{ at, title: count(many, 'assignment') }] : [];
  });
}
