/** The views around the rows: how old the snapshot is, and a badge that counts what failed. */
import { type Disposable, type TreeView, window } from 'vscode';
import { type TreeNode, type ViewId, viewIds } from '../../../server/src/protocol';
import { shortAge } from '../age';
import type { Server } from '../language-client';
import { rowsOf } from './rows';

export function showTrees(server: Server): readonly Disposable[] {
  const access = open('access', server);
  const provisioning = open('provisioning', server);
  const draw = () => {
    access.view.description = ageOf(server);
    provisioning.view.badge = badgeOf(server);
  };
  return [...access.parts, ...provisioning.parts, server.onStatus(draw)];
}

function open(
  view: ViewId,
  server: Server,
): { readonly view: TreeView<TreeNode>; readonly parts: readonly Disposable[] } {
  const rows = rowsOf(view, server);
  const tree = window.createTreeView(viewIds[view], { treeDataProvider: rows, showCollapseAll: true });
  return { view: tree, parts: [tree, rows] };
}

function ageOf(server: Server): string {
  const takenAt = server.status()?.takenAt;
  if (!takenAt) return '';
  const age = shortAge(takenAt, Date.now());
  return age === 'now' ? 'read just now' : `read ${age} ago`;
}

function badgeOf(server: Server): TreeView<TreeNode>['badge'] {
  const failed = server.status()?.failedRequests ?? 0;
  if (failed === 0) return undefined;
  return { value: failed, tooltip: failed === 1 ? '1 failed request' : `${failed} failed requests` };
}
