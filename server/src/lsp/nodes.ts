/** The core's rows as the client draws them: meanings become codicons and theme colors, locations become URIs. */
import type { SourceFile } from '../core/base';
import type * as features from '../core/features';
import type { CommandId, NodeIcon, PlaceInFile, TreeNode } from '../protocol';
import { toPlace } from './convert';

/** The files of a workspace folder, by the folder's root. */
export type FilesOf = (root: string) => ReadonlyMap<string, SourceFile> | undefined;

/** A tree as it was last built, by the full ids of its rows; the client asks for it a branch at a time. */
export type Rows = { readonly children: (parent: string | undefined) => readonly TreeNode[] };

export function toRows(roots: readonly features.Node[], filesOf: FilesOf): Rows {
  const branches = new Map<string, readonly features.Node[]>();
  function remember(id: string, children: readonly features.Node[]): void {
    branches.set(id, children);
    for (const child of children) remember(join(id, child.id), child.children ?? []);
  }
  remember('', roots);
  return {
    children: (parent = '') =>
      (branches.get(parent) ?? []).map((node) => toTreeNode(join(parent, node.id), node, filesOf)),
  };
}

/** A name may hold a slash; a path's parts may not. */
function join(parent: string, id: string): string {
  const part = encodeURIComponent(id);
  return parent === '' ? part : `${parent}/${part}`;
}

function toTreeNode(id: string, node: features.Node, filesOf: FilesOf): TreeNode {
  const open = placeIn(node.open, filesOf);
  return {
    id,
    label: node.label,
    description: node.description ?? '',
    tooltip: node.tooltip ?? '',
    icon: icons[node.icon],
    context: contextOf(node, open !== undefined),
    collapsible: collapsible(node),
    ...(open ? { open } : {}),
    ...(node.action ? { command: actions[node.action] } : {}),
    copy: withoutGaps(node.copy ?? {}),
  };
}

export function placeIn(open: features.Place | undefined, filesOf: FilesOf): PlaceInFile | undefined {
  const files = open && filesOf(open.folder);
  const place = files && toPlace(open.folder, files, open.at);
  if (!place) return undefined;
  const { start, end } = place.range;
  return { uri: place.uri, line: start.line, column: start.character, endLine: end.line, endColumn: end.character };
}

/** `permission-set.open.arn.role`: menus match the parts they need. */
function contextOf({ kind, copy = {} }: features.Node, opens: boolean): string {
  const can = Object.entries(copy).flatMap(([what, text]) => (text === undefined ? [] : [what]));
  return [kind, ...(opens ? ['open'] : []), ...can].map((part) => `.${part}`).join('');
}

function collapsible({ children, expanded }: features.Node): TreeNode['collapsible'] {
  if (!children?.length) return 'none';
  return expanded ? 'expanded' : 'collapsed';
}

function withoutGaps(copy: features.Copyable): TreeNode['copy'] {
  return Object.fromEntries(Object.entries(copy).filter(([, text]) => text !== undefined));
}

export const actions: Readonly<Record<features.Action, CommandId>> = {
  'select-profile': 'idc.selectProfile',
  'sign-in': 'idc.signIn',
  refresh: 'idc.refresh',
  'check-provisioning': 'idc.checkProvisioning',
};

const icons: Readonly<Record<features.Icon, NodeIcon>> = {
  group: { name: 'organization' },
  user: { name: 'person' },
  account: { name: 'server-environment' },
  section: { name: 'list-flat' },
  granted: { name: 'pass', color: 'testing.iconPassed' },
  'only-in-code': { name: 'diff-added', color: 'gitDecoration.addedResourceForeground' },
  'only-live': { name: 'cloud', color: 'charts.blue' },
  failed: { name: 'error', color: 'list.errorForeground' },
  outdated: { name: 'history', color: 'list.warningForeground' },
  'in-progress': { name: 'sync' },
  unknown: { name: 'question' },
  loading: { name: 'loading~spin' },
  fine: { name: 'pass', color: 'testing.iconPassed' },
  info: { name: 'info' },
  'sign-in': { name: 'sign-in', color: 'list.warningForeground' },
};
