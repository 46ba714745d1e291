/** The provisioning report as text and as JSON. */
import { compareText } from '../../core/base';
import { gapFacts, gapText } from '../../core/wording';
import type { ProvisioningReport } from '../../host';
import { plural } from './findings-text';
import { type Style, style } from './style';

export function statusJson(report: ProvisioningReport): string {
  const { takenAt, instance, requests, provisioning, accountNames } = report;
  const gaps = report.gaps.map(gapFacts);
  const accounts = [...accountNames].map(([id, name]) => ({ id, name })).toSorted((a, b) => compareText(a.id, b.id));
  const outdated = provisioning.filter((it) => it.status === 'outdated');
  return `${JSON.stringify({ version: 1, takenAt, instance, requests, outdated, accounts, gaps }, undefined, 2)}\n`;
}

export function statusText(report: ProvisioningReport, color: boolean): string {
  const paint = style(color);
  const failed = report.requests.filter((it) => it.status === 'FAILED');
  const running = report.requests.filter((it) => it.status === 'IN_PROGRESS');
  const outdated = report.provisioning.filter((it) => it.status === 'outdated');
  const account = accountIn(report);
  return [
    ...section(
      `${plural(failed.length, 'request')} failed`,
      failed.map((it) => requestText(it, account, paint)),
      paint,
    ),
    ...section(
      `${plural(running.length, 'request')} in progress`,
      running.map((it) => requestText(it, account, paint)),
      paint,
    ),
    ...section(
      `${plural(outdated.length, 'account')} with an outdated permission set`,
      outdated.map((it) => `${it.permissionSet} in ${account(it.account)}`),
      paint,
    ),
    ...section(
      'Could not be read',
      report.gaps.map(gapText).map((it) => `${it.what}: ${it.because}`),
      paint,
    ),
    failed.length + running.length + outdated.length === 0 ? 'Everything that was asked for is provisioned.\n' : '',
  ].join('\n');
}

function section(title: string, lines: readonly string[], paint: Style): readonly string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines.map((it) => `  ${it}`), ''];
}

function requestText(
  request: ProvisioningReport['requests'][number],
  account: (id: string) => string,
  paint: Style,
): string {
  const set = request.permissionSet ?? 'unknown permission set';
  const where = request.account ? ` in ${account(request.account)}` : '';
  const whom = request.principal ? ` for ${request.principal}` : '';
  const reason = request.failureReason ? `\n    ${request.failureReason}` : '';
  return `${set}${where}${whom}  ${paint.dim(`${request.kind}, ${request.createdAt}`)}${reason}`;
}

function accountIn({ accountNames }: ProvisioningReport): (id: string) => string {
  return (id) => {
    const name = accountNames.get(id);
    return name ? `${name} (${id})` : id;
  };
}
