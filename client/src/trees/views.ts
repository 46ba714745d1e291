/** The views around the rows: how old the snapshot is, and a badge that counts what failed. */
import { Disposable, type Event, EventEmitter, type TreeView, window } from 'vscode';
import { type AccessSubject, type TreeNode, type ViewId, viewIds } from '../../../server/src/protocol';
import { shortAge } from '../age';
import type { Server } from '../language-client';
import { type Rows, rowsOf } from './rows';

/** Ages are told in minutes. */
const everyMinute = 60_000;

export type Trees = Disposable & {
  /** Selects the last of these rows of the Access view, which lead there from the root. */
  readonly reveal: (rows: readonly TreeNode[]) => Promise<void>;
  /** What the selected and the opened rows of the Access view are about, the newest first. */
  readonly focusedSubjects: () => readonly AccessSubject[];
  readonly onFocus: Event<void>;
};

export function createTrees(server: Server): Trees {
  const access = open('access', server);
  const provisioning = open('provisioning', server);
  const draw = () => {
    const { takenAt, checkedAt, opened } = server.status() ?? {};
    access.view.description = opened === undefined ? ageOf('read', takenAt) : `${opened} · ${ageOf('read', takenAt)}`;
    provisioning.view.description = opened === undefined ? ageOf('checked', checkedAt) : `from ${opened}`;
    provisioning.view.badge = badgeOf(server);
  };
  const timer = setInterval(draw, everyMinute);
  const focus = focusOf(access.view);
  const parts = Disposable.from(...access.parts, focus, ...provisioning.parts, server.onStatus(draw), {
    dispose: () => clearInterval(timer),
  });
  return {
    dispose: () => parts.dispose(),
    focusedSubjects: focus.focusedSubjects,
    onFocus: focus.onFocus,
    reveal: async (rows) => {
      access.rows.rememberPath(rows);
      const last = rows.at(-1);
      if (last) await access.view.reveal(last, { select: true, focus: true, expand: false });
    },
  };
}

function open(
  view: ViewId,
  server: Server,
): { readonly view: TreeView<TreeNode>; readonly rows: Rows; readonly parts: readonly Disposable[] } {
  const rows = rowsOf(view, server);
  const tree = window.createTreeView(viewIds[view], { treeDataProvider: rows, showCollapseAll: true });
  return { view: tree, rows, parts: [tree, rows] };
}

/** Rows below one that is closed are out of sight; their ids begin with its id. */
function focusOf(view: TreeView<TreeNode>): Disposable & Pick<Trees, 'focusedSubjects' | 'onFocus'> {
  const focusChanged = new EventEmitter<void>();
  let opened: readonly TreeNode[] = [];
  const without = ({ id }: TreeNode) => opened.filter((it) => it.id !== id && !it.id.startsWith(`${id}/`));
  const setOpened = (now: readonly TreeNode[]) => {
    opened = now;
    focusChanged.fire();
  };
  const listening = Disposable.from(
    focusChanged,
    view.onDidExpandElement(({ element }) => setOpened([element, ...without(element)])),
    view.onDidCollapseElement(({ element }) => setOpened(without(element))),
    view.onDidChangeSelection(() => focusChanged.fire()),
  );
  return {
    focusedSubjects: () => [...view.selection, ...opened].flatMap(({ about }) => about ?? []),
    onFocus: focusChanged.event,
    dispose: () => listening.dispose(),
  };
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
