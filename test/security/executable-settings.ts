/**
 * What Git starts programs for or connects by: git-config(1), gitattributes(5), githooks(5), gitremote-helpers(7). `set` is
 * written into a repository's settings, with a trap in place of TRAP; `springs` is a plain git command that walks into it.
 */
export type ExecutableSetting = {
  /** As `git help --config` lists it. */
  readonly name: string;
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly springs?: readonly string[];
};

/** The commit has lost `lost.txt`: reading it makes Git ask each promisor. */
export const readsLost = ['cat-file', '-p', 'HEAD:lost.txt'];

const promisor = (name: string, ...more: readonly (readonly [string, string])[]) =>
  [
    [`remote.${name}.promisor`, 'true'],
    ...more.map(([key, value]) => [`remote.${name}.${key}`, value] as const),
  ] as const;

/** Each is tried in turn: Git asks one promisor after the other. */
export const transports: readonly ExecutableSetting[] = [
  {
    name: 'core.sshCommand',
    set: [['core.sshCommand', 'TRAP'], ...promisor('ssh', ['url', 'ssh://example.invalid/a'])],
    springs: readsLost,
  },
  {
    name: 'core.gitProxy',
    set: [['core.gitProxy', 'TRAP'], ...promisor('daemon', ['url', 'git://example.invalid/a'])],
    springs: readsLost,
  },
  { name: 'remote.<name>.vcs', set: promisor('vcs', ['url', 'x'], ['vcs', 'trap']), springs: readsLost },
  {
    name: 'remote.<name>.uploadpack',
    set: promisor('local', ['url', '.'], ['uploadpack', 'TRAP']),
    springs: readsLost,
  },
  {
    name: 'protocol.<name>.allow',
    set: [['protocol.ext.allow', 'always'], ['protocol.allow', 'always'], ...promisor('ext', ['url', 'ext::TRAP x'])],
    springs: readsLost,
  },
  {
    name: 'url.<base>.insteadOf',
    set: [
      ['url.ext::TRAP .insteadOf', 'short:'],
      ['protocol.ext.allow', 'always'],
      ...promisor('instead', ['url', 'short:x']),
    ],
    springs: readsLost,
  },
];

export const settings: readonly ExecutableSetting[] = [
  ...transports,
  { name: 'alias.*', set: [['alias.trap', '!TRAP']], springs: ['trap'] },
  { name: 'browser.<tool>.cmd', set: [['browser.trap.cmd', 'TRAP']] },
  { name: 'browser.<tool>.path', set: [['browser.firefox.path', 'TRAP']] },
  { name: 'core.alternateRefsCommand', set: [['core.alternateRefsCommand', 'TRAP']] },
  { name: 'core.askPass', set: [['core.askPass', 'TRAP']] },
  { name: 'core.editor', set: [['core.editor', 'TRAP']], springs: ['branch', '--edit-description'] },
  { name: 'core.fsmonitor', set: [['core.fsmonitor', 'TRAP']], springs: ['status'] },
  { name: 'core.hooksPath', set: [['core.hooksPath', 'HOOKS']], springs: ['commit', '--allow-empty', '-m', 'x'] },
  { name: 'core.pager', set: [['core.pager', 'TRAP']] },
  { name: 'credential.helper', set: [['credential.helper', '!TRAP']] },
  { name: 'credential.<url>.*', set: [['credential.https://example.invalid.helper', '!TRAP']] },
  { name: 'diff.<driver>.command', set: [['diff.other.command', 'TRAP']] },
  {
    name: 'diff.<driver>.textconv',
    set: [['diff.trap.textconv', 'TRAP']],
    springs: ['cat-file', '--textconv', 'HEAD:access.yaml'],
  },
  { name: 'diff.external', set: [['diff.external', 'TRAP']], springs: ['diff', 'HEAD'] },
  { name: 'diff.tool', set: [['diff.tool', 'trap']] },
  { name: 'diff.guitool', set: [['diff.guitool', 'trap']] },
  { name: 'difftool.<tool>.cmd', set: [['difftool.trap.cmd', 'TRAP']] },
  { name: 'difftool.<tool>.path', set: [['difftool.meld.path', 'TRAP']] },
  { name: 'filter.<driver>.clean', set: [['filter.trap.clean', 'TRAP']], springs: ['hash-object', 'access.yaml'] },
  {
    name: 'filter.<driver>.smudge',
    set: [['filter.trap.smudge', 'TRAP']],
    springs: ['cat-file', '--filters', 'HEAD:access.yaml'],
  },
  {
    name: 'gpg.program',
    set: [
      ['gpg.program', 'TRAP'],
      ['log.showSignature', 'true'],
    ],
    springs: ['log', '-1'],
  },
  {
    name: 'gpg.<format>.program',
    set: [
      ['gpg.x509.program', 'TRAP'],
      ['gpg.ssh.program', 'TRAP'],
    ],
  },
  { name: 'gpg.ssh.defaultKeyCommand', set: [['gpg.ssh.defaultKeyCommand', 'TRAP']] },
  { name: 'guitool.<name>.cmd', set: [['guitool.trap.cmd', 'TRAP']] },
  { name: 'help.browser', set: [['help.browser', 'trap']] },
  {
    name: 'hook.<name>.command',
    set: [
      ['hook.trap.command', 'TRAP'],
      ['hook.trap.event', 'reference-transaction'],
    ],
  },
  { name: 'imap.tunnel', set: [['imap.tunnel', 'TRAP']] },
  { name: 'instaweb.browser', set: [['instaweb.browser', 'TRAP']] },
  { name: 'instaweb.httpd', set: [['instaweb.httpd', 'TRAP']] },
  { name: 'interactive.diffFilter', set: [['interactive.diffFilter', 'TRAP']] },
  { name: 'man.<tool>.cmd', set: [['man.trap.cmd', 'TRAP']] },
  { name: 'man.<tool>.path', set: [['man.woman.path', 'TRAP']] },
  { name: 'man.viewer', set: [['man.viewer', 'trap']] },
  { name: 'merge.<driver>.driver', set: [['merge.trap.driver', 'TRAP']] },
  { name: 'merge.tool', set: [['merge.tool', 'trap']] },
  { name: 'merge.guitool', set: [['merge.guitool', 'trap']] },
  { name: 'merge.verifySignatures', set: [['merge.verifySignatures', 'true']] },
  { name: 'mergetool.<tool>.cmd', set: [['mergetool.trap.cmd', 'TRAP']] },
  { name: 'mergetool.<tool>.path', set: [['mergetool.meld.path', 'TRAP']] },
  { name: 'notes.displayRef', set: [['notes.displayRef', 'refs/notes/*']] },
  {
    name: 'pager.<cmd>',
    set: ['rev-list', 'rev-parse', 'cat-file', 'ls-tree', 'for-each-ref'].map((it) => [`pager.${it}`, 'TRAP']),
  },
  { name: 'receive.procReceiveRefs', set: [['receive.procReceiveRefs', 'refs']] },
  { name: 'remote.<name>.proxy', set: [['remote.ssh.proxy', 'http://example.invalid']] },
  { name: 'remote.<name>.receivepack', set: [['remote.local.receivepack', 'TRAP']] },
  { name: 'sendemail.ccCmd', set: [['sendemail.ccCmd', 'TRAP']] },
  { name: 'sendemail.tocmd', set: [['sendemail.toCmd', 'TRAP']] },
  { name: 'sendemail.smtpServer', set: [['sendemail.smtpServer', 'TRAP']] },
  { name: 'sequence.editor', set: [['sequence.editor', 'TRAP']] },
  { name: 'submodule.<name>.update', set: [['submodule.trap.update', '!TRAP']] },
  { name: 'tar.<format>.command', set: [['tar.trap.command', 'TRAP']] },
  {
    name: 'trailer.<token>.command',
    set: [
      ['trailer.trap.command', 'TRAP'],
      ['trailer.trap.cmd', 'TRAP'],
    ],
  },
  { name: 'uploadpack.packObjectsHook', set: [['uploadpack.packObjectsHook', 'TRAP']] },
  { name: 'web.browser', set: [['web.browser', 'trap']] },
];

/** githooks(5). */
export const hooks = (
  'applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit ' +
  'pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive post-update ' +
  'reference-transaction push-to-checkout pre-auto-gc post-rewrite sendemail-validate fsmonitor-watchman p4-changelist ' +
  'p4-prepare-changelist p4-post-changelist p4-pre-submit post-index-change'
).split(' ');

/** Names that could be of a program, a connection or a file that is read, by how Git names such settings. */
export const suspicious =
  /command|cmd|program|helper|path|hook|textconv|driver|external|proxy|pager|editor|askpass|fsmonitor|include|vcs|tool|tunnel|browser|viewer|filter|alias|uploadpack$|receivepack$|insteadof/i;

/** Suspicious by their names, and what they do in truth. */
export const harmless: readonly (readonly [names: RegExp, because: string])[] = [
  [/^advice\./, 'whether a hint is printed'],
  [/^color\./, 'a color'],
  [/^(fsck|fetch\.fsck|receive\.fsck)\./, 'how serious a defect is'],
  [/^include(if\..*)?\.path$/i, 'further settings; those are tried from an included file too'],
  [/^clone\.filter/, 'how a clone is made'],
  [/^commitGraph\./, 'whether an index is read'],
  [/^completion\.commands$/, 'what a shell offers'],
  [/^core\.(fsmonitorHookVersion|quotePath|bare|attributesFile|excludesFile)$/, 'how something is said or read'],
  [/^credential\.useHttpPath$/, 'what a helper is told'],
  [/^diff\..*\.(binary|cachetextconv|wordRegex|xfuncname|algorithm|trustExitCode)$/, 'how differences are shown'],
  [/^difftool\.(prompt|trustExitCode|guiDefault|.*\.(prompt|trustExitCode))$/, 'how a tool is asked'],
  [/^filter\..*\.required$/, 'whether a filter must succeed'],
  [/^format\..*path/i, 'how patches are written'],
  [/^fsmonitor\./, 'where a daemon listens; nobody asks it'],
  [/^gitcvs\./, 'the CVS server'],
  [
    /^guitool\..*\.(argPrompt|confirm|needsFile|noConsole|noRescan|prompt|revPrompt|revUnmerged|title)$/,
    'how it is asked',
  ],
  [/^help\.htmlPath$/, 'where the manual is'],
  [/^hook\..*\.(event|enabled)$/, 'when a hook runs'],
  [/^http\./, 'a connection, and there is none'],
  [/^index\.|^pack\.|^feature\./, 'how files of Git are written'],
  [/^instaweb\.modulePath$/, 'for a web server that nobody starts'],
  [/^merge\..*\.(name|recursive)$/, 'a name'],
  [
    /^mergetool\.(hideResolved|keepBackup|keepTemporaries|prompt|writeToTemp|guiDefault|meld\..*|vimdiff\.layout|<variant>\.layout|<tool>\.(hideResolved|trustExitCode))$/,
    'how it is asked',
  ],
  [/^notes\.rewrite\./, 'which notes are copied'],
  [/^push\.useForceIfIncludes$/, 'a check before a push'],
  [/^rebase\.abbreviateCommands$/, 'how a list is written'],
  [/^remote\..*\.(proxyAuthMethod|partialclonefilter)$/, 'how something is fetched, and nothing is'],
  [/^sendemail\.(aliasFileType|aliasesFile|smtpsslcertpath|headerCmd)$/, 'for git send-email alone'],
  [/^stash\.showIncludeUntracked$|^status\.relativePaths$/, 'what is shown'],
  [/^uploadpack\.allowFilter$|^uploadpackfilter\./, 'what a server gives'],
  [/^url\..*\.pushInsteadOf$/, 'a push, and there is none'],
];
