/** The views around the rows: how old the snapshot is, and a badge that counts what failed. */
import { type Disposable, type TreeView, window } from 'vscode';
import { type TreeNode, type ViewId, viewIds } from '../../../server/src/protocol';
import { shortAge } from '../age';
import type { Server } from '../language-client';
import { rowsOf } from './rows';

/** Ages are told in minutes. */
const everyMinute = 60_000;

export function showTrees(server: Server): readonly Disposable[] {
  const access = open('access', server);
  const provisioning = open('provisioning', server);
  const draw = () => {
    const { takenAt, checkedAt } = server.status() ?? {};
    access.view.description = ageOf('read', takenAt);
    provisioning.view.description = ageOf('checked', checkedAt);
    provisioning.view.badge = badgeOf(server);
  };
  const timer = setInterval(draw, everyMinute);
  return [...access.parts, ...provisioning.parts, server.onStatus(draw), { dispose: () => clearInterval(timer) }];
}

function open(
  view: ViewId,
  server: Server,
): { readonly view: TreeView<TreeNode>; readonly parts: readonly Disposable[] } {
  const rows = rowsOf(view, server);
  const tree = window.createTreeView(viewIds[view], { treeDataProvider: rows, showCollapseAll: true });
  return { view: tree, parts: [tree, rows] };
}

function ageOf(done: string, at: string | undefined): string {
  if (at === undefined) return '';
  const age = shortAge(at, Date.now());
  return age === 'now' ? `${done} just now` : `${done} ${age} ago`;
}

function badgeOf(server: Server): TreeView<TreeNode>['badge'] {
  const failed = server.status()?.failedRequests ?? 0;
  if (failed === 0) return undefined;
  return { value: failed, tooltip: failed === 1 ? '1 failed request' : `${failed} failed requests` };
}
