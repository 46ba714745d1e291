/** The access matrix: the same grants and the same reservations as the Access view, as a table of principals and accounts. */
import type * as protocol from '../../../protocol';
import { compareText, groupBy } from '../../base';
import { statusText } from './access-layers';
import { accessNotes } from './access-tree';
import { type AccessSources, accountNames, type GrantStatus, grants, type PlacedGrant } from './grants';
import type { Action, Node, Place } from './node';

type Matrix = protocol.AccessMatrix<Place, Action>;
type Principal = protocol.MatrixPrincipal<Place>;

export function accessMatrix(sources: AccessSources): Matrix {
  const all = grants(sources);
  const accounts = accountsOf(all, accountNames(sources));
  return {
    accounts,
    principals: principalsOf(all, new Map(accounts.map(({ id }, index) => [id, index]))),
    legend: legendOf(all),
    notes: accessNotes(sources, all.length).map(noteOf),
    takenAt: sources.live.snapshot?.takenAt,
  };
}

/** Unnamed accounts stand last: their ids say little. */
function accountsOf(
  all: readonly PlacedGrant[],
  names: ReadonlyMap<string, string>,
): readonly protocol.MatrixAccount[] {
  const ids = [...new Set(all.map((it) => it.account))];
  const accounts = ids.map((id) => ({ id, name: names.get(id) }));
  const key = ({ name }: protocol.MatrixAccount) => name ?? '\uffff';
  return accounts.toSorted((a, b) => compareText(key(a), key(b)) || compareText(a.id, b.id));
}

function principalsOf(all: readonly PlacedGrant[], columns: ReadonlyMap<string, number>): readonly Principal[] {
  // "GROUP" sorts before "USER"; who has no name stands behind those who have one.
  const byPrincipal = groupBy(all, (it) =>
    [it.principalType, it.nameless === undefined ? 'named' : 'nameless', it.principal].join(' '),
  );
  return [...byPrincipal].toSorted(([a], [b]) => compareText(a, b)).flatMap(([, own]) => principalOf(own, columns));
}

function principalOf(own: readonly PlacedGrant[], columns: ReadonlyMap<string, number>): readonly Principal[] {
  const [first] = own;
  if (!first) return [];
  const type = first.principalType === 'USER' ? 'user' : 'group';
  const cells = [...groupBy(own, (it) => columns.get(it.account) ?? 0)]
    .toSorted(([a], [b]) => a - b)
    .map(([account, its]) => ({ account, permissionSets: its.map(chipOf).toSorted(byName) }));
  return [{ type, name: first.principal, nameless: first.nameless, cells }];
}

function chipOf({ permissionSet, status, reason, open }: PlacedGrant): protocol.MatrixChip<Place> {
  return { name: permissionSet, status, reason, open };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}

const order: readonly GrantStatus[] = [
  'failed',
  'outdated',
  'only-in-code',
  'only-live',
  'both',
  'elsewhere',
  'in-code',
  'live',
];

function legendOf(all: readonly PlacedGrant[]): readonly protocol.MatrixLegendEntry[] {
  return order.flatMap((status) => {
    const count = all.filter((it) => it.status === status).length;
    return count > 0 ? [{ status, text: statusText[status], count }] : [];
  });
}

function noteOf({
  label,
  description = '',
  kind,
  icon,
  action,
  children = [],
}: Node): protocol.MatrixNote<Place, Action> {
  return {
    kind: kind === 'failure' ? 'failure' : icon === 'unknown' ? 'unknown' : 'info',
    text: label,
    detail: description,
    command: action,
    items: children.map((it) => ({ text: it.label, detail: it.description ?? '', open: it.open })),
  };
}

/** The matrix as text: how tests and logs read it. */
export function printMatrix({ accounts, principals, legend, notes }: Matrix): string {
  const account = (index: number) => accounts[index]?.name ?? accounts[index]?.id;
  return [
    ...notes.flatMap((it) => [
      `! ${it.text} (${it.kind}): ${it.detail}${it.command ? ` [${it.command}]` : ''}`,
      ...it.items.map(({ text, detail, open }) => `!   ${text}: ${detail}${arrow(open)}`),
    ]),
    `accounts: ${accounts.map(({ id, name }) => (name === undefined ? id : `${name} (${id})`)).join(', ')}`,
    ...principals.flatMap(({ type, name, nameless, cells }) => [
      `${type} ${name}${nameless === undefined ? '' : ` – ${nameless}`}`,
      ...cells.map((cell) => `  ${account(cell.account)}: ${cell.permissionSets.map(printChip).join(', ')}`),
    ]),
    `legend: ${legend.map(({ text, count }) => `${count} ${text}`).join(' · ')}`,
  ].join('\n');
}

function printChip({ name, status, reason, open }: protocol.MatrixChip<Place>): string {
  return `${name} (${status}${reason === undefined ? '' : `: ${reason}`})${arrow(open)}`;
}

function arrow(open: Place | undefined): string {
  return open ? ` → ${open.at.path}` : '';
}
