/** The core's rows as the client draws them: meanings become codicons and theme colors, locations become URIs. */
import type { SourceFile } from '../../core/base';
import type * as features from '../../core/features';
import {
  type AccessSubject,
  type CommandId,
  type NodeIcon,
  type PlaceInFile,
  type TreeNode,
  visible,
} from '../../protocol';
import { toPlace } from '../convert';

/** The files of a workspace folder, by the folder's root. */
export type FilesOf = (root: string) => ReadonlyMap<string, SourceFile> | undefined;

/** A tree as it was last built, by the full ids of its rows; the client asks for it a branch at a time. */
export type Rows = {
  readonly children: (parent: string | undefined) => readonly TreeNode[];
  /** The rows from the root to the first one that is about all of this. */
  readonly to: (about: AccessSubject) => readonly TreeNode[];
};

export function toRows(roots: readonly features.Node[], filesOf: FilesOf): Rows {
  const branches = new Map<string, readonly features.Node[]>();
  function remember(id: string, children: readonly features.Node[]): void {
    branches.set(id, children);
    for (const child of children) remember(join(id, child.id), child.children ?? []);
  }
  remember('', roots);
  function pathTo(about: AccessSubject, id: string, nodes: readonly features.Node[]): readonly TreeNode[] | undefined {
    for (const node of nodes) {
      if (node.about && contradicts(node.about, about)) continue;
      const own = toTreeNode(join(id, node.id), node, filesOf);
      if (node.about && includes(node.about, about)) return [own];
      const below = pathTo(about, own.id, node.children ?? []);
      if (below) return [own, ...below];
    }
    return undefined;
  }
  return {
    to: (about) => pathTo(about, '', roots) ?? [],
    children: (parent = '') =>
      (branches.get(parent) ?? []).map((node) => toTreeNode(join(parent, node.id), node, filesOf)),
  };
}

/** A name may hold a slash; a path's parts may not. */
function join(parent: string, id: string): string {
  const part = encodeURIComponent(id);
  return parent === '' ? part : `${parent}/${part}`;
}

const parts = ['principalType', 'principal', 'account', 'permissionSet'] as const;

function contradicts(row: AccessSubject, wanted: AccessSubject): boolean {
  return parts.some((it) => row[it] !== undefined && wanted[it] !== undefined && row[it] !== wanted[it]);
}

function includes(row: AccessSubject, wanted: AccessSubject): boolean {
  return parts.every((it) => wanted[it] === undefined || row[it] === wanted[it]);
}

function toTreeNode(id: string, node: features.Node, filesOf: FilesOf): TreeNode {
  const open = placeIn(node.open, filesOf);
  return {
    id,
    label: visible(node.label),
    description: visible(node.description ?? ''),
    tooltip: node.tooltip ?? '',
    icon: icons[node.icon],
    context: contextOf(node, open !== undefined),
    collapsible: collapsible(node),
    ...(open ? { open } : {}),
    ...(node.action ? { command: actions[node.action] } : {}),
    copy: withoutGaps(node.copy ?? {}),
    ...(node.about && Object.keys(node.about).length > 0 ? { about: node.about } : {}),
  };
}

export function placeIn(open: features.Place | undefined, filesOf: FilesOf): PlaceInFile | undefined {
  const files = open && filesOf(open.folder);
  const place = files && toPlace(open.folder, files, open.at);
  if (!place) return undefined;
  const { start, end } = place.range;
  return { uri: place.uri, line: start.line, column: start.character, endLine: end.line, endColumn: end.character };
}

/** `permission-set.open.explain.arn.role`: menus match the parts they need. */
function contextOf({ kind, copy = {}, about }: features.Node, opens: boolean): string {
  const can = Object.entries(copy).flatMap(([what, text]) => (text === undefined ? [] : [what]));
  const explains = about && Object.keys(about).length > 0 ? ['explain'] : [];
  return [kind, ...(opens ? ['open'] : []), ...explains, ...can].map((part) => `.${part}`).join('');
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
  'check-policies': 'idc.checkPolicies',
  'back-to-live': 'idc.backToLive',
  'show-declared-json': 'idc.showDeclaredJson',
};

const icons: Readonly<Record<features.Icon, NodeIcon>> = {
  group: { name: 'organization' },
  user: { name: 'person' },
  account: { name: 'server-environment' },
  set: { name: 'key' },
  section: { name: 'list-flat' },
  granted: { name: 'pass', color: 'testing.iconPassed' },
  'only-in-code': { name: 'diff-added', color: 'gitDecoration.addedResourceForeground' },
  'only-live': { name: 'cloud', color: 'charts.blue' },
  failed: { name: 'error', color: 'list.errorForeground' },
  outdated: { name: 'history', color: 'list.warningForeground' },
  'in-progress': { name: 'sync' },
  unknown: { name: 'question' },
  loading: { name: 'loading~spin' },
  file: { name: 'file' },
  fine: { name: 'pass', color: 'testing.iconPassed' },
  info: { name: 'info' },
  'sign-in': { name: 'sign-in', color: 'list.warningForeground' },
};
