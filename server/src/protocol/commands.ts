/** The commands, said once: ids, titles and where the palette shows them. The manifest follows from this table. */

export type Command = {
  readonly id: CommandId;
  /** In VS Code's title case; the palette puts the category `IdC` before it. */
  readonly title: string;
  /** A codicon, where the command stands in a view's title or on a row. */
  readonly icon?: string;
  /** When the palette offers it; `false` keeps it for rows and views. */
  readonly palette?: string;
};

export type CommandId =
  | 'idc.selectProfile'
  | 'idc.signIn'
  | 'idc.signOut'
  | 'idc.refresh'
  | 'idc.checkProvisioning'
  | 'idc.copyPolicy'
  | 'idc.openMatrix'
  | 'idc.showDeclared'
  | 'idc.restartServer'
  | 'idc.showOutput'
  | 'idc.openNode'
  | 'idc.copyArn'
  | 'idc.copyRole'
  | 'idc.copyAccount'
  | 'idc.copyReason';

export const commandCategory = 'IdC';

export const commands: readonly Command[] = [
  { id: 'idc.selectProfile', title: 'Select SSO Profile…', icon: 'account' },
  { id: 'idc.signIn', title: 'Sign In', icon: 'sign-in', palette: 'idc.profile' },
  { id: 'idc.signOut', title: 'Sign Out', icon: 'sign-out', palette: 'idc.profile && idc.signedIn != no' },
  { id: 'idc.refresh', title: 'Refresh Live Access', icon: 'refresh', palette: 'idc.profile' },
  { id: 'idc.checkProvisioning', title: 'Check Provisioning Status', icon: 'pulse', palette: 'idc.profile' },
  { id: 'idc.copyPolicy', title: 'Copy Read-Only Policy' },
  { id: 'idc.openMatrix', title: 'Open Access Matrix', icon: 'table' },
  { id: 'idc.showDeclared', title: 'Show What This Workspace Declares', icon: 'list-tree' },
  { id: 'idc.restartServer', title: 'Restart Language Server' },
  { id: 'idc.showOutput', title: 'Show Output' },
  { id: 'idc.openNode', title: 'Reveal in Code', icon: 'go-to-file', palette: 'false' },
  { id: 'idc.copyArn', title: 'Copy Permission Set ARN', palette: 'false' },
  { id: 'idc.copyRole', title: 'Copy Role Name', palette: 'false' },
  { id: 'idc.copyAccount', title: 'Copy Account ID', palette: 'false' },
  { id: 'idc.copyReason', title: 'Copy Reason', palette: 'false' },
];
