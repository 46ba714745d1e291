/** Plain rows from the server as VS Code draws them; a branch is asked for when it is opened. */
import {
  type Command,
  Disposable,
  EventEmitter,
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from 'vscode';
import type { TreeNode, ViewId } from '../../../server/src/protocol';
import type { Server } from '../language-client';

export type Rows = TreeDataProvider<TreeNode> &
  Disposable & {
    /** Rows that lead from the root to one that is to be revealed, opened or not. */
    readonly rememberPath: (path: readonly TreeNode[]) => void;
  };

export function rowsOf(view: ViewId, server: Server): Rows {
  const changed = new EventEmitter<undefined>();
  const listening = server.onTree((it) => {
    if (it === view) changed.fire(undefined);
  });
  const parents = new Map<string, TreeNode>();
  return {
    onDidChangeTreeData: changed.event,
    getChildren: (parent) => children(server, view, parent),
    getTreeItem: toTreeItem,
    // Asked only for what is to be revealed.
    getParent: ({ id }) => parents.get(id),
    rememberPath: (path) => {
      parents.clear();
      for (const [index, { id }] of path.entries()) {
        const parent = path[index - 1];
        if (parent) parents.set(id, parent);
      }
    },
    dispose: () => Disposable.from(listening, changed).dispose(),
  };
}

async function children(server: Server, view: ViewId, parent: TreeNode | undefined): Promise<TreeNode[]> {
  // Before the server runs there is nothing to ask; its first word fires the change event.
  if (!server.status()) return [];
  return [...(await server.ask('idc/children', parent ? { view, parent: parent.id } : { view }))];
}

function toTreeItem(node: TreeNode): TreeItem {
  const item = new TreeItem(node.label, states[node.collapsible]);
  item.id = node.id;
  item.description = node.description;
  item.tooltip = node.tooltip ? new MarkdownString(node.tooltip) : undefined;
  item.iconPath = new ThemeIcon(node.icon.name, node.icon.color ? new ThemeColor(node.icon.color) : undefined);
  item.contextValue = node.context;
  const command = commandOf(node);
  if (command) item.command = command;
  item.accessibilityInformation = { label: `${node.label} ${node.description}`.trim() };
  return item;
}

/** Clicking goes to the code; where there is none, to what the row asks for. */
function commandOf({ open, command, label }: TreeNode): Command | undefined {
  if (command) return { command, title: label };
  if (!open) return undefined;
  const selection = new Range(open.line, open.column, open.endLine, open.endColumn);
  return { command: 'vscode.open', title: 'Reveal in Code', arguments: [Uri.parse(open.uri), { selection }] };
}

const states = {
  none: TreeItemCollapsibleState.None,
  collapsed: TreeItemCollapsibleState.Collapsed,
  expanded: TreeItemCollapsibleState.Expanded,
} as const;
