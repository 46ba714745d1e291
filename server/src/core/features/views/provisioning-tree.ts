/** The Provisioning view: what failed and why, what is under way, and which accounts hold an older version of a set. */
import { compareText } from '../../base';
import { openFailures, type Provisioned, type ProvisioningRequest, runningRequests } from '../../live';
import { markdownCode, markdownText } from '../report/markdown-text';
import { ageOf } from './age';
import { type AccessSources, accountNames, grants, type PlacedGrant } from './grants';
import type { Node, Place } from './node';
import { count, gapsNode, sentence, stateNotes } from './notes';

/** Empty only before anything was asked: the welcome text then leads on. */
export function provisioningTree(sources: AccessSources, now: number): readonly Node[] {
  const { live, provisioning } = sources;
  const notes = stateNotes(live);
  if (!provisioning) return live.currentActivity.kind === 'idle' && live.signedIn === 'no' ? [] : notes;
  const context = contextOf(sources, now);
  const failed = openFailures(provisioning.requests);
  const inProgress = runningRequests(provisioning.requests);
  const outdated = provisioning.provisioning.filter((it) => it.status === 'outdated');
  const isEmpty = failed.length === 0 && inProgress.length === 0 && outdated.length === 0;
  return [
    ...notes,
    ...(isEmpty ? [nothingFailed(provisioning.gaps.length > 0, ageOf(provisioning.takenAt, now))] : []),
    ...section('failed', 'Failed', failed.map(requestNode(context))),
    ...section('in-progress', 'In progress', inProgress.map(requestNode(context))),
    ...section('outdated', 'Outdated', outdatedNodes(outdated, context), outdated.length),
    ...gapsNode(provisioning.gaps),
  ];
}

/** The one sentence of a failure for a message: set, account, AWS's reason. */
export function failureSentence(request: ProvisioningRequest, names: ReadonlyMap<string, string>): string {
  return `${requestLabel(request, names)}: ${request.failureReason ?? 'AWS gave no reason'}`;
}

function nothingFailed(hasGaps: boolean, age: string): Node {
  const label = hasGaps ? 'Nothing failed in what could be read' : 'Nothing failed, nothing outdated';
  return { id: 'fine', label, description: `checked ${age}`, icon: hasGaps ? 'info' : 'fine', kind: 'note' };
}

type RenderContext = {
  readonly names: ReadonlyMap<string, string>;
  readonly grants: readonly PlacedGrant[];
  readonly now: number;
};

function contextOf(sources: AccessSources, now: number): RenderContext {
  return { names: accountNames(sources), grants: grants(sources), now };
}

function section(id: keyof typeof sectionIcons, label: string, children: readonly Node[], many = children.length) {
  if (children.length === 0) return [];
  const expanded = id !== 'outdated';
  const node: Node = { id, label, description: `${many}`, icon: sectionIcons[id], kind: 'section', expanded, children };
  return [node];
}

const sectionIcons = { failed: 'failed', 'in-progress': 'in-progress', outdated: 'outdated' } as const;

function requestNode(context: RenderContext): (request: ProvisioningRequest) => Node {
  return (request) => {
    const { id, status, createdAt, permissionSet, account, failureReason } = request;
    const reason = status === 'FAILED' ? (failureReason ?? 'AWS gave no reason') : undefined;
    const whom = request.principal === undefined ? [] : [`for ${request.principal}`];
    const what = [...whom, requestKinds[request.kind], ageOf(createdAt, context.now)].join(' · ');
    return {
      id,
      label: requestLabel(request, context.names),
      description: what,
      tooltip: [sentence(what), ...(reason ? [reason] : [])]
        .map(markdownText)
        .concat(`Request ${markdownCode(id)}`)
        .join('\n\n'),
      icon: status === 'FAILED' ? 'failed' : 'in-progress',
      kind: 'request',
      open: placeOfRequest(request, context.grants),
      copy: { account, role: permissionSet, reason },
      expanded: reason !== undefined,
      children: reason === undefined ? undefined : [reasonNode(reason)],
    };
  };
}

function reasonNode(reason: string): Node {
  return { id: 'reason', label: reason, tooltip: markdownText(reason), icon: 'info', kind: 'note', copy: { reason } };
}

/** `RedshiftAnalyst → prod-data`; ids where names could not be found. */
function requestLabel(request: ProvisioningRequest, names: ReadonlyMap<string, string>): string {
  const { permissionSet = 'a permission set', account } = request;
  const where = account === undefined ? 'every account it is in' : (names.get(account) ?? account);
  return `${permissionSet} → ${where}`;
}

const requestKinds: Readonly<Record<ProvisioningRequest['kind'], string>> = {
  'assignment-creation': 'assignment creation',
  'assignment-deletion': 'assignment deletion',
  provisioning: 'provisioning',
};

/** The line that grants what was asked for; for a set's provisioning, any grant of it in that account. */
function placeOfRequest(request: ProvisioningRequest, all: readonly PlacedGrant[]): Place | undefined {
  const fits = (it: PlacedGrant) =>
    it.permissionSet === request.permissionSet &&
    it.account === request.account &&
    (request.principal === undefined || it.principal === request.principal);
  return all.find((it) => it.open && fits(it))?.open;
}

function outdatedNodes(outdated: readonly Provisioned[], { names }: RenderContext): readonly Node[] {
  const sets = [...new Set(outdated.map((it) => it.permissionSet))].toSorted(compareText);
  return sets.map((name) => {
    const accounts = outdated.filter((it) => it.permissionSet === name).map((it) => it.account);
    return {
      id: name,
      label: name,
      description: `${count(accounts.length, 'account')} with an older version`,
      tooltip: `**${markdownText(name)}** was changed after it was provisioned there; provisioning it again brings the new version.`,
      icon: 'outdated',
      kind: 'permission-set',
      copy: { role: name },
      children: accounts.map((account): Node => {
        const label = names.get(account) ?? account;
        return { id: account, label, description: account, icon: 'account', kind: 'account', copy: { account } };
      }),
    };
  });
}
