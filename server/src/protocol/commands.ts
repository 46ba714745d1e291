/** The commands, said once: ids, titles, what they do and where the palette shows them. Manifest and README follow from it. */

export type Command = {
  readonly id: CommandId;
  /** In VS Code's title case; the palette puts the category `IdC` before it. */
  readonly title: string;
  /** A codicon, where the command stands in a view's title or on a row. */
  readonly icon?: string;
  /** When the palette offers it; `false` keeps it for rows and views. */
  readonly palette?: string;
  /** What it does, for the README; a command of rows and views has none. */
  readonly doc?: string;
};

export type CommandId =
  | 'idc.selectProfile'
  | 'idc.signIn'
  | 'idc.signOut'
  | 'idc.refresh'
  | 'idc.checkProvisioning'
  | 'idc.copyPolicy'
  | 'idc.checkPolicies'
  | 'idc.explain'
  | 'idc.openMatrix'
  | 'idc.exportMatrix'
  | 'idc.compare'
  | 'idc.showChanges'
  | 'idc.exportReport'
  | 'idc.openSnapshot'
  | 'idc.saveSnapshot'
  | 'idc.backToLive'
  | 'idc.showDeclared'
  | 'idc.showDeclaredJson'
  | 'idc.newAssignment'
  | 'idc.groupAccess'
  | 'idc.restartServer'
  | 'idc.showOutput'
  | 'idc.openNode'
  | 'idc.revealInAccess'
  | 'idc.copyArn'
  | 'idc.copyRole'
  | 'idc.copyAccount'
  | 'idc.copyReason';

export const commandCategory = 'IdC';

export const commands: readonly Command[] = [
  {
    id: 'idc.selectProfile',
    title: 'Select SSO Profile…',
    icon: 'account',
    doc: 'Chooses the AWS profile that live access is read with.',
  },
  {
    id: 'idc.signIn',
    title: 'Sign In',
    icon: 'sign-in',
    palette: 'idc.profile',
    doc: 'Signs in through the browser, over SSH and in containers with a code; the AWS CLI shares the sign-in.',
  },
  {
    id: 'idc.signOut',
    title: 'Sign Out',
    icon: 'sign-out',
    palette: 'idc.profile && idc.signedIn != no',
    doc: 'Forgets the sign-in, for the AWS CLI too.',
  },
  {
    id: 'idc.refresh',
    title: 'Refresh Live Access',
    icon: 'refresh',
    palette: 'idc.profile',
    doc: 'Reads groups, assignments and permission sets from AWS: what can have changed since the last time, or everything where that is not certain; can be cancelled.',
  },
  {
    id: 'idc.checkProvisioning',
    title: 'Check Provisioning Status',
    icon: 'pulse',
    palette: 'idc.profile',
    doc: 'Failed and outdated accounts with AWS’s own reason.',
  },
  {
    id: 'idc.checkPolicies',
    title: 'Check Policies in Target Accounts',
    icon: 'shield',
    palette: 'idc.profile',
    doc: 'Enters each target account with a role you have, and looks for the customer managed policies needed there.',
  },
  {
    id: 'idc.copyPolicy',
    title: 'Copy Read-Only Policy',
    doc: 'The IAM policy that a role needs for all that is read, to send to whoever grants it.',
  },
  {
    id: 'idc.explain',
    title: 'Explain Access…',
    icon: 'question',
    doc: 'Why somebody can or cannot reach an account: the first broken link, its evidence, its line of code, what to do.',
  },
  {
    id: 'idc.openMatrix',
    title: 'Open Access Matrix',
    icon: 'table',
    doc: 'Principals by accounts as a table, with the way to the line that grants each cell.',
  },
  {
    id: 'idc.exportMatrix',
    title: 'Export Access Matrix…',
    icon: 'desktop-download',
    doc: 'The matrix as CSV, JSON, Markdown or HTML.',
  },
  {
    id: 'idc.compare',
    title: 'Compare Code with Live',
    icon: 'diff',
    doc: 'What only the code has, what only AWS has, and permission sets that differ.',
  },
  {
    id: 'idc.showChanges',
    title: 'Show Access Changes Against…',
    icon: 'git-compare',
    doc: 'What the code grants now and did not at a branch, tag or commit.',
  },
  {
    id: 'idc.exportReport',
    title: 'Export Access Report…',
    icon: 'file',
    doc: 'Who can access what, groups expanded, as CSV, JSON, Markdown or HTML, with the evidence for every row.',
  },
  {
    id: 'idc.openSnapshot',
    title: 'Open Snapshot…',
    icon: 'folder-opened',
    doc: 'Shows a saved snapshot in place of AWS, and says so.',
  },
  {
    id: 'idc.saveSnapshot',
    title: 'Save Snapshot…',
    icon: 'save',
    palette: 'idc.hasSnapshot',
    doc: 'Saves live access to a file, with names or with pseudonyms for them.',
  },
  {
    id: 'idc.backToLive',
    title: 'Back to Live Access',
    icon: 'cloud',
    palette: 'idc.opened',
    doc: 'Closes the snapshot that was opened from a file.',
  },
  {
    id: 'idc.showDeclared',
    title: 'Show What This Workspace Declares',
    icon: 'list-tree',
    doc: 'Every assignment, permission set and policy of the code, each for_each expanded.',
  },
  {
    id: 'idc.showDeclaredJson',
    title: 'Show What This Workspace Declares, as JSON',
    doc: 'The same as `idc access --format json`, following the code.',
  },
  {
    id: 'idc.newAssignment',
    title: 'New Assignment…',
    icon: 'add',
    doc: 'Writes an assignment into an access definition or Terraform, from what code and AWS know.',
  },
  {
    id: 'idc.groupAccess',
    title: 'Group Access View By…',
    icon: 'list-filter',
    doc: 'The Access view by group, by account, by permission set or by user.',
  },
  { id: 'idc.restartServer', title: 'Restart Language Server', doc: 'Restarts it where it no longer answers.' },
  { id: 'idc.showOutput', title: 'Show Output', doc: 'The log of the extension and its server.' },
  { id: 'idc.openNode', title: 'Reveal in Code', icon: 'go-to-file', palette: 'false' },
  { id: 'idc.revealInAccess', title: 'Reveal in Access View', icon: 'list-selection', palette: 'false' },
  { id: 'idc.copyArn', title: 'Copy Permission Set ARN', palette: 'false' },
  { id: 'idc.copyRole', title: 'Copy Role Name', palette: 'false' },
  { id: 'idc.copyAccount', title: 'Copy Account ID', palette: 'false' },
  { id: 'idc.copyReason', title: 'Copy Reason', palette: 'false' },
];
