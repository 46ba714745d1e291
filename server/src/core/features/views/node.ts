/** Trees as data: what a row says, where it leads and what may be copied from it. Drawing is the client's. */
import type { AccessSubject } from '../../../protocol';
import type { Location } from '../../base';

export type Node = {
  /** One part of the path that names the row; the whole path is unique and stable over refreshes. */
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly tooltip?: string | undefined;
  readonly icon: Icon;
  readonly kind: NodeKind;
  /** Where the code says it, in which workspace folder. */
  readonly open?: Place | undefined;
  readonly action?: Action | undefined;
  readonly copy?: Copyable | undefined;
  /** Whose access it shows, where, as what. */
  readonly about?: AccessSubject | undefined;
  readonly expanded?: boolean | undefined;
  readonly children?: readonly Node[] | undefined;
};

export type NodeKind =
  | 'group'
  | 'user'
  | 'users'
  | 'account'
  /** A permission set in one account, for one principal. */
  | 'permission-set'
  /** A permission set wherever it goes. */
  | 'set'
  | 'request'
  | 'section'
  | 'note'
  | 'failure'
  | 'unknown';

/** What clicking a row does that leads to no code. */
export type Action =
  | 'select-profile'
  | 'sign-in'
  | 'refresh'
  | 'check-provisioning'
  | 'check-policies'
  | 'back-to-live'
  | 'show-declared-json';

export type Place = { readonly folder: string; readonly at: Location };

/** What may be copied: an ARN, a role's name, an account id, AWS's reason. */
export type Copyable = {
  readonly arn?: string | undefined;
  readonly role?: string | undefined;
  readonly account?: string | undefined;
  readonly reason?: string | undefined;
};

/** A meaning, not a picture: the client knows which codicon and which theme color stand for it. */
export type Icon =
  | 'group'
  | 'user'
  | 'account'
  | 'set'
  | 'granted'
  | 'only-in-code'
  | 'only-live'
  | 'failed'
  | 'outdated'
  | 'in-progress'
  | 'unknown'
  | 'loading'
  | 'file'
  | 'fine'
  | 'info'
  | 'sign-in'
  | 'section';

/** The tree as indented text: how tests and logs read it. */
export function printTree(nodes: readonly Node[], indent = ''): string {
  return nodes.map((node) => `${indent}${printRow(node)}\n${printTree(node.children ?? [], `${indent}  `)}`).join('');
}

function printRow({ icon, label, description, open, action }: Node): string {
  const place = open ? ` → ${open.at.path}` : '';
  const leads = action ? ` [${action}]` : '';
  return `(${icon}) ${label}${description ? `  ${description}` : ''}${place}${leads}`;
}
