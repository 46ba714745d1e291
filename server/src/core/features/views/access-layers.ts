/** A tree of grants: one layer for each of the three things a grant is made of, in any order; the last one's rows are grants. */

import type { AccessSubject } from '../../../protocol';
import { compareText } from '../../base';
import type { Snapshot } from '../../live';
import * as model from '../../model';
import { markdownCode, markdownText } from '../report/markdown-text';
import type { GrantStatus, PlacedGrant } from './grants';
import type { Icon, Node } from './node';
import { count } from './notes';

/** A grant to a user that comes through a group. */
export type ShownGrant = PlacedGrant & { readonly through?: string | undefined };

export type RenderContext = {
  readonly names: ReadonlyMap<string, string>;
  readonly snapshot: Snapshot | undefined;
};

export type Layer = {
  readonly keyOf: (grant: ShownGrant) => string;
  /** The row, whatever is below it. */
  readonly rowOf: (grant: ShownGrant, context: RenderContext) => Row;
  /** What the next layer's rows are called when they are counted. */
  readonly noun: string;
};

type Row = Pick<Node, 'id' | 'label' | 'tooltip' | 'kind' | 'copy'> & {
  /** Before the counts. */
  readonly detail?: string | undefined;
  readonly icon: Icon;
  readonly about: AccessSubject;
};

export const principalLayer: Layer = {
  keyOf: ({ principalType, principal }) => `${principalType === 'USER' ? 'user' : 'group'}/${principal}`,
  noun: 'principal',
  rowOf: ({ principalType, principal, nameless }) => {
    const kind = principalType === 'USER' ? 'user' : 'group';
    return {
      id: `${kind}/${principal}`,
      label: nameless === undefined ? principal : `Unresolved ${kind}`,
      detail: nameless === undefined ? undefined : principal,
      tooltip: nameless === undefined ? undefined : markdownText(nameless),
      icon: kind,
      kind,
      about: nameless === undefined ? { principalType, principal } : {},
    };
  },
};

export const accountLayer: Layer = {
  keyOf: ({ account }) => account,
  noun: 'account',
  rowOf: ({ account }, { names }) => {
    const name = names.get(account);
    return {
      id: account,
      label: name ?? account,
      detail: name === undefined ? 'name not known' : account,
      tooltip: markdownText(`Account ${account}`),
      icon: 'account',
      kind: 'account',
      copy: { account },
      about: { account },
    };
  },
};

export const setLayer: Layer = {
  keyOf: ({ permissionSet }) => permissionSet,
  noun: 'permission set',
  rowOf: ({ permissionSet }, { snapshot }) => ({
    id: permissionSet,
    label: permissionSet,
    icon: 'set',
    kind: 'set',
    copy: { arn: arnOf(permissionSet, snapshot) },
    about: { permissionSet },
  }),
};

export function branches(
  grants: readonly ShownGrant[],
  [layer, ...below]: readonly Layer[],
  context: RenderContext,
  above: AccessSubject = {},
): readonly Node[] {
  if (!layer) return [];
  if (below.length === 0) return leaves(grants, layer, context, above);
  return groupByKey(grants, layer.keyOf)
    .map(([, own]) => branch(own, [layer, ...below], context, above))
    .toSorted((a, b) => compareText(a.label, b.label) || compareText(a.id, b.id));
}

function branch(
  own: readonly [ShownGrant, ...ShownGrant[]],
  [layer, ...below]: readonly [Layer, ...Layer[]],
  context: RenderContext,
  above: AccessSubject,
): Node {
  const { detail, tooltip, ...row } = layer.rowOf(own[0], context);
  const about = { ...above, ...row.about };
  const children = branches(own, below, context, about);
  // Further down the rows are few: only the top ones count what is below them.
  const isTop = below.length > 1;
  const counts = isTop ? [count(children.length, below[0]?.noun ?? ''), ...problemCounts(own)] : [];
  return {
    ...row,
    description: [...(detail === undefined ? [] : [detail]), ...counts].join(' · '),
    tooltip: layer === accountLayer ? [tooltip, ...problemCounts(own)].join(' · ') : tooltip,
    icon: worstIcon(own) ?? row.icon,
    about,
    children,
  };
}

function leaves(
  grants: readonly ShownGrant[],
  layer: Layer,
  context: RenderContext,
  above: AccessSubject,
): readonly Node[] {
  const rows = grants.map((grant): Node => {
    const { permissionSet, principal, account, status, reason, through, open } = grant;
    const { label, detail, about, id, kind } = layer.rowOf(grant, context);
    const where = context.names.get(account) ?? account;
    const [who, what, there] = [principal, permissionSet, where].map((name) => `**${markdownText(name)}**`);
    const said = `${who} as ${what} in ${there}: ${statusText[status]}`;
    const suffix = through === undefined ? [] : [`through ${through}`];
    return {
      id: through === undefined ? id : `${id} ${through}`,
      label,
      description: [...(detail === undefined ? [] : [detail]), statusText[status], ...suffix].join(' · '),
      tooltip: [said, ...throughText(grant), ...(reason === undefined ? [] : [markdownText(reason)])].join('\n\n'),
      icon: statusIcon[status],
      kind: layer === setLayer ? 'permission-set' : kind,
      open,
      copy: { account, role: permissionSet, arn: arnOf(permissionSet, context.snapshot), reason },
      about: { ...above, ...about },
    };
  });
  return rows.toSorted((a, b) => compareText(a.label, b.label) || compareText(a.id, b.id));
}

/** The block that makes it, where it is written elsewhere. */
function throughText({ declared }: ShownGrant): readonly string[] {
  const isElsewhere = declared && model.writtenAt(declared).at !== declared.origin.at;
  return isElsewhere ? [`Through ${markdownCode(declared.address)}`] : [];
}

function arnOf(name: string, snapshot: Snapshot | undefined): string | undefined {
  return snapshot?.access.permissionSets.byName.get(name)?.arn;
}

export const statusText: Readonly<Record<GrantStatus, string>> = {
  both: 'in code and live',
  'only-in-code': 'only in code',
  'only-live': 'only live',
  elsewhere: 'managed elsewhere',
  failed: 'failed',
  outdated: 'outdated',
  'in-code': 'in code',
  live: 'live',
};

const statusIcon: Readonly<Record<GrantStatus, Icon>> = {
  both: 'granted',
  'only-in-code': 'only-in-code',
  'only-live': 'only-live',
  elsewhere: 'granted',
  failed: 'failed',
  outdated: 'outdated',
  'in-code': 'granted',
  live: 'granted',
};

/** The most severe icon below a branch; `undefined` where nothing below failed or is outdated. */
function worstIcon(own: readonly PlacedGrant[]): Icon | undefined {
  if (own.some((it) => it.status === 'failed')) return 'failed';
  if (own.some((it) => it.status === 'outdated')) return 'outdated';
  return undefined;
}

function problemCounts(own: readonly PlacedGrant[]): readonly string[] {
  const counted: readonly GrantStatus[] = ['failed', 'outdated', 'only-in-code', 'only-live'];
  return counted.flatMap((status) => {
    const many = own.filter((it) => it.status === status).length;
    return many > 0 ? [`${many} ${statusText[status]}`] : [];
  });
}

function groupByKey<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, [T, ...T[]]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups];
}
