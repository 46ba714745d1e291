/** What AWS has not carried out as asked: failed and unfinished requests, accounts with an older version. */
import type { Provisioned, ProvisioningRequest, Snapshot } from '../../live';
import { gapFacts } from '../../wording';
import { count } from '../views/notes';
import { accountText, countsText, filled, gapsSection, type Page, type PageRow, type PageSection } from './page';

export type StatusGiven = {
  readonly takenAt: string;
  /** Without those that a later success made good. */
  readonly requests: readonly ProvisioningRequest[];
  readonly provisioning: readonly Provisioned[];
  readonly gaps: Snapshot['gaps'];
  /** By id, where they could be listed. */
  readonly accountNames: ReadonlyMap<string, string>;
};

export function statusPage(given: StatusGiven): Page {
  const { requests, gaps, takenAt } = given;
  const of = (status: ProvisioningRequest['status']) => requests.filter((it) => it.status === status);
  return {
    title: 'Provisioning',
    verdict: verdictOf(given),
    facts: [],
    takenAt,
    takenOf: 'Status',
    sections: filled(
      requestsSection(
        'Failed',
        'What was asked for is not there.',
        of('FAILED').map((it) => requestRow(it, given)),
      ),
      requestsSection(
        'In progress',
        'AWS still works on it.',
        of('IN_PROGRESS').map((it) => requestRow(it, given)),
      ),
      {
        heading: 'Outdated',
        note: 'The account still holds an older version of the permission set: provision it again.',
        columns: ['Permission set', 'Account'],
        rows: outdated(given).map((it) => ({
          sign: '~',
          cells: [{ text: it.permissionSet }, { text: whereText(it.account, given) }],
        })),
      },
      gapsSection(gaps.map(gapFacts)),
    ),
    actions: [],
  };
}

function verdictOf(given: StatusGiven): Page['verdict'] {
  const many = (status: ProvisioningRequest['status']) => given.requests.filter((it) => it.status === status).length;
  const [failed, running, old] = [many('FAILED'), many('IN_PROGRESS'), outdated(given).length];
  const text = countsText([
    [failed, 'failed', 'seldom'],
    [running, 'in progress', 'seldom'],
    [old, 'outdated', 'seldom'],
  ]);
  if (failed + old > 0) return { tone: 'bad', heading: 'Not everything is provisioned', text: `${text}.` };
  if (running > 0) return { tone: 'plain', heading: `${count(running, 'request')} in progress`, text: '' };
  return given.gaps.length > 0
    ? { tone: 'doubtful', heading: 'Nothing failed, as far as could be read', text: '' }
    : { tone: 'good', heading: 'Everything that was asked for is provisioned', text: '' };
}

function outdated({ provisioning }: StatusGiven): readonly Provisioned[] {
  return provisioning.filter((it) => it.status === 'outdated');
}

function requestsSection(heading: string, note: string, rows: readonly PageRow[]): PageSection {
  return { heading, note, columns: ['Permission set', 'Account', 'Principal', 'Request', 'Asked for', 'Why'], rows };
}

function requestRow(request: ProvisioningRequest, given: StatusGiven): PageRow {
  const { permissionSet, account, principal, kind, createdAt, status, failureReason } = request;
  return {
    ...(status === 'FAILED' && { sign: '!' }),
    cells: [
      permissionSet === undefined ? { text: 'not known', tone: 'doubtful' } : { text: permissionSet },
      { text: account === undefined ? '' : whereText(account, given) },
      { text: principal ?? '' },
      { text: kind },
      { text: createdAt },
      { text: failureReason ?? '' },
    ],
  };
}

function whereText(account: string, { accountNames }: StatusGiven): string {
  return accountText({ account, accountName: accountNames.get(account) });
}
