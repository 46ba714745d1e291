/** The Access view: group → account → permission set, users with direct assignments below a branch of their own. */
import { compareText } from '../base';
import type { LiveState, Snapshot } from '../live';
import { accountNames, type DeclaredIn, type Grant, grants, type Standing, uncertain, type Witnesses } from './grants';
import type { Icon, Node } from './node';
import { count, gapsNode, stateNotes } from './notes';

/** Empty only where there is nothing to say yet: the welcome text then leads on. */
export function accessTree(witnesses: Witnesses): readonly Node[] {
  const all = grants(witnesses);
  const { live, declared } = witnesses;
  const unknown = unknownNode(declared);
  const showsNothing = all.length === 0 && unknown.length === 0 && !live.snapshot;
  // Signed out with nothing to show is what the welcome text is for.
  if (showsNothing && live.doing.kind === 'idle' && (!live.failure || live.failure.kind === 'signed-out')) return [];
  const draw = drawing(witnesses);
  return [
    ...notesBefore(live, all.length),
    ...groupNodes(all, draw),
    ...usersNode(all, draw),
    ...unknown,
    ...gapsNode(live.snapshot?.gaps ?? []),
  ];
}

/** What to know of the grants that are shown, and of those that can't be. */
export function accessNotes({ live, declared }: Witnesses, shown: number): readonly Node[] {
  return [...notesBefore(live, shown), ...unknownNode(declared), ...gapsNode(live.snapshot?.gaps ?? [])];
}

function notesBefore(live: LiveState, shown: number): readonly Node[] {
  return [
    ...(shown > 0 ? beforeReading(live) : []),
    ...stateNotes(live),
    ...(live.snapshot && shown === 0 ? [noAssignments] : []),
  ];
}

/** Why the code stands alone. Signed out, signing in, reading and failing are told by notes of their own. */
function beforeReading({ profile, snapshot, signedIn, doing, failure }: LiveState): readonly Node[] {
  if (profile === undefined) return [withoutProfile];
  const told = signedIn === 'no' || doing.kind !== 'idle' || (failure && failure.kind !== 'cancelled');
  return snapshot || told ? [] : [notRead];
}

const notRead: Node = {
  id: 'not-read',
  label: 'Only the code is shown',
  description: 'click to read live access',
  icon: 'info',
  kind: 'note',
  action: 'refresh',
};

const withoutProfile: Node = {
  id: 'no-profile',
  label: 'Only the code is shown',
  description: 'click to select an AWS profile',
  icon: 'info',
  kind: 'note',
  action: 'select-profile',
};

const noAssignments: Node = {
  id: 'none',
  label: 'No account assignments',
  description: 'neither in code nor live',
  icon: 'info',
  kind: 'note',
};

type Drawing = {
  readonly names: ReadonlyMap<string, string>;
  readonly snapshot: Snapshot | undefined;
};

function drawing(witnesses: Witnesses): Drawing {
  return { names: accountNames(witnesses), snapshot: witnesses.live.snapshot };
}

function groupNodes(all: readonly Grant[], draw: Drawing): readonly Node[] {
  const groups = by(
    all.filter((it) => it.principalType === 'GROUP'),
    (it) => it.principal,
  );
  return groups.map(([name, own]) => principalNode(`group/${name}`, name, own, draw));
}

function usersNode(all: readonly Grant[], draw: Drawing): readonly Node[] {
  const direct = all.filter((it) => it.principalType === 'USER');
  const users = by(direct, (it) => it.principal);
  if (users.length === 0) return [];
  return [
    {
      id: 'users',
      label: 'Users',
      description: `${count(users.length, 'user')} assigned directly`,
      tooltip: 'Access that is given to a person rather than to a group.',
      icon: 'section',
      kind: 'users',
      children: users.map(([name, own]) => principalNode(`user/${name}`, name, own, draw)),
    },
  ];
}

function principalNode(path: string, name: string, own: readonly Grant[], draw: Drawing): Node {
  const accounts = by(own, (it) => it.account).map(([account, its]) => accountNode(account, its, draw));
  const kind = own[0]?.principalType === 'USER' ? 'user' : 'group';
  const nameless = own[0]?.nameless;
  const id = nameless === undefined ? [] : [name];
  const description = [...id, count(accounts.length, 'account'), ...trouble(own)].join(' · ');
  return {
    id: path,
    label: nameless === undefined ? name : `Unresolved ${kind}`,
    description,
    tooltip: nameless,
    icon: worst(own) ?? kind,
    kind,
    children: accounts.toSorted((a, b) => compareText(a.label, b.label) || compareText(a.id, b.id)),
  };
}

function accountNode(account: string, own: readonly Grant[], draw: Drawing): Node {
  const name = draw.names.get(account);
  const sets = own.toSorted((a, b) => compareText(a.permissionSet, b.permissionSet));
  return {
    id: account,
    label: name ?? account,
    description: name === undefined ? 'name not known' : account,
    tooltip: [`Account ${account}`, ...trouble(own)].join(' · '),
    icon: worst(own) ?? 'account',
    kind: 'account',
    copy: { account },
    children: sets.map((grant) => setNode(grant, draw)),
  };
}

function setNode(grant: Grant, { names, snapshot }: Drawing): Node {
  const { permissionSet, principal, account, standing, reason } = grant;
  const where = names.get(account) ?? account;
  const said = `**${principal}** as **${permissionSet}** in **${where}**: ${standingText[standing]}`;
  return {
    id: permissionSet,
    label: permissionSet,
    description: standingText[standing],
    tooltip: reason === undefined ? said : `${said}\n\n${reason}`,
    icon: standingIcon[standing],
    kind: 'permission-set',
    open: grant.inCode,
    copy: { account, role: permissionSet, arn: arnOf(permissionSet, snapshot), reason },
  };
}

function arnOf(name: string, snapshot: Snapshot | undefined): string | undefined {
  return snapshot?.access.permissionSets.byName.get(name)?.arn;
}

function unknownNode(declared: readonly DeclaredIn[]): readonly Node[] {
  const items = uncertain(declared);
  if (items.length === 0) return [];
  const children = items.map(({ address, because, place }, index): Node => {
    const reason = because.join('; ');
    const tooltip = `\`${address}\`\n\n${reason}`;
    return {
      id: `${index}`,
      label: address,
      description: reason,
      tooltip,
      icon: 'unknown',
      kind: 'unknown',
      open: place,
    };
  });
  return [
    {
      id: 'unknown',
      label: 'Not known from the code',
      description: count(items.length, 'assignment'),
      tooltip: 'Assignments of which a part is only known to Terraform or AWS.',
      icon: 'unknown',
      kind: 'section',
      children,
    },
  ];
}

export const standingText: Readonly<Record<Standing, string>> = {
  both: 'in code and live',
  'only-in-code': 'only in code',
  'only-live': 'only live',
  failed: 'failed',
  outdated: 'outdated',
  'in-code': 'in code',
  live: 'live',
};

const standingIcon: Readonly<Record<Standing, Icon>> = {
  both: 'granted',
  'only-in-code': 'only-in-code',
  'only-live': 'only-live',
  failed: 'failed',
  outdated: 'outdated',
  'in-code': 'granted',
  live: 'granted',
};

/** The icon of a branch tells of trouble below it. */
function worst(own: readonly Grant[]): Icon | undefined {
  if (own.some((it) => it.standing === 'failed')) return 'failed';
  if (own.some((it) => it.standing === 'outdated')) return 'outdated';
  return undefined;
}

function trouble(own: readonly Grant[]): readonly string[] {
  const told: readonly Standing[] = ['failed', 'outdated', 'only-in-code', 'only-live'];
  return told.flatMap((standing) => {
    const many = own.filter((it) => it.standing === standing).length;
    return many > 0 ? [`${many} ${standingText[standing]}`] : [];
  });
}

/** Groups in the order of their names. */
function by<T>(items: readonly T[], nameOf: (item: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group) group.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return [...groups].toSorted(([a], [b]) => compareText(a, b));
}

/** Whether the code says anything about access: the welcome text depends on it. */
export function declaresAccess(declared: readonly DeclaredIn[]): boolean {
  return declared.some(({ access }) => access.assignments.all.length > 0 || access.permissionSets.all.length > 0);
}
