/** Rows of the tree views, as plain data. The server decides what a row says; the client only draws it. */

export type ViewId = 'access' | 'provisioning';

/** The ids under which VS Code knows the views. */
export const viewIds: Readonly<Record<ViewId, string>> = { access: 'idc.access', provisioning: 'idc.provisioning' };

export type TreeNode = {
  /** A path, stable over refreshes: `group/analysts/111122223333/RedshiftAnalyst`. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Markdown without links or commands. */
  readonly tooltip: string;
  readonly icon: NodeIcon;
  /** What the row is, for menus: `permission-set`, `account`, `group`, `request`, …; capabilities follow after dots. */
  readonly context: string;
  readonly collapsible: 'none' | 'collapsed' | 'expanded';
  /** Where the code says it. */
  readonly open?: PlaceInFile;
  /** What clicking the row does where it opens no place: sign in, choose a profile. */
  readonly command?: string;
  readonly copy: { readonly arn?: string; readonly role?: string; readonly account?: string; readonly reason?: string };
  /** Whose access the row shows, where, as what: as much of it as the row and those above it say. */
  readonly about?: AccessSubject;
};

/** `account` is the id. */
export type AccessSubject = {
  readonly principalType?: 'GROUP' | 'USER';
  readonly principal?: string;
  readonly account?: string;
  readonly permissionSet?: string;
};

/** `name` is a codicon, `color` a theme color. */
export type NodeIcon = { readonly name: string; readonly color?: string };

/** Lines and columns are 0-based, as in LSP. */
export type PlaceInFile = {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};
