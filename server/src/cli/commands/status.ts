/** `idc status`: which provisioning failed, is under way, or left an account with an older version. */
import { isKnown } from '../../core/base';
import { statusPage } from '../../core/features/report';
import { openFailures, type Snapshot } from '../../core/live';
import type { ProvisioningReport } from '../../host';
import { jsonText } from '../../protocol';
import { awsOptions, type Command, formatOption, type Invocation } from '../command';
import { pageFormats, print } from '../formats/page';
import { statusReport } from '../formats/status';
import { awsOf, failed, progressOn } from '../live/aws-run';
import { liveAccess, snapshotOption } from '../live/source';

export const status: Command = {
  name: 'status',
  summary: 'Checks provisioning: failed and unfinished requests, accounts with an outdated permission set.',
  options: [...awsOptions, snapshotOption, formatOption(...pageFormats)],

  async run(invocation) {
    if (invocation.options.text('snapshot') === undefined) return asked(invocation);
    const live = await liveAccess(invocation);
    return live.ok ? shown(reportFrom(live.snapshot), invocation) : live.code;
  },
};

async function asked(invocation: Invocation) {
  const { context } = invocation;
  const { aws, profile } = awsOf(invocation);
  const progress = progressOn(context);
  const result = await aws.checkProvisioning(profile, undefined, progress.emit, context.signal);
  progress.end();
  return result.ok ? shown(result.value, invocation) : failed(result.failure, invocation);
}

function shown(report: ProvisioningReport, invocation: Invocation) {
  print({ page: () => statusPage(report), json: () => jsonText(statusReport(report)) }, invocation);
  const broken = report.requests.some((it) => it.status === 'FAILED') || outdated(report).length > 0;
  return broken ? 1 : 0;
}

/** A snapshot keeps failures that a later success fixed; they are no news. */
function reportFrom({ takenAt, instance, requests, provisioning, gaps, access }: Snapshot): ProvisioningReport {
  const open = new Set(openFailures(requests));
  const accountNames = new Map(
    access.accounts.all.flatMap(({ id, name }) =>
      isKnown(id) && name && isKnown(name) ? [[id.value, name.value] as const] : [],
    ),
  );
  const current = requests.filter((it) => it.status !== 'FAILED' || open.has(it));
  return { takenAt, instance, requests: current, provisioning, gaps, accountNames };
}

function outdated({ provisioning }: { readonly provisioning: readonly { readonly status: string }[] }) {
  return provisioning.filter((it) => it.status === 'outdated');
}
