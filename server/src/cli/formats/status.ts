/** The provisioning report as JSON. */
import { compareText } from '../../core/base';
import { gapFacts } from '../../core/wording';
import type { ProvisioningReport } from '../../host';

export function statusReport(report: ProvisioningReport): unknown {
  const { takenAt, instance, requests, provisioning, accountNames } = report;
  const gaps = report.gaps.map(gapFacts);
  const accounts = [...accountNames].map(([id, name]) => ({ id, name })).toSorted((a, b) => compareText(a.id, b.id));
  const outdated = provisioning.filter((it) => it.status === 'outdated');
  return { version: 1, takenAt, instance, requests, outdated, accounts, gaps };
}
