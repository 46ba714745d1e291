/** `idc live`: what the Identity Center instance has, in the shape of `idc access` with the evidence beside it. */
import { livePage } from '../../core/features/report';
import { encodeSnapshot, type RefreshSize, refreshSize } from '../../core/live';
import { fileWording } from '../../core/wording';
import { awsOptions, type Command, formatOption, type Invocation } from '../command';
import { type CliContext, refused, wantsColor } from '../context';
import type { ExitCode } from '../exit-code';
import { pageFormats, print } from '../formats/page';
import { planJson, planText } from '../formats/refresh-size';
import { liveAccess, sinceOption, snapshotOption } from '../live/source';

export const live: Command = {
  name: 'live',
  summary: 'Lists the access that AWS has: reads the instance with an AWS profile, changes nothing.',
  options: [
    ...awsOptions,
    snapshotOption,
    sinceOption,
    {
      name: 'plan',
      doc: 'with --snapshot: print how many calls a refresh of an organization of that size takes; asks AWS nothing',
    },
    { name: 'policy', doc: 'print the IAM policy that a role needs for all of idc; asks AWS nothing' },
    formatOption(...pageFormats),
  ],
  notes: ['Where Identity Center is encrypted with a key of your own, the role also needs kms:Decrypt on that key.'],

  async run(invocation) {
    const { options, context } = invocation;
    if (options.on('policy') && options.on('plan')) return refused('--policy and --plan cannot be combined', context);
    if (options.on('policy')) return printPolicy(context);
    if (options.on('plan') && options.text('snapshot') === undefined) {
      return refused('--plan takes its numbers from a snapshot: add --snapshot FILE', context);
    }
    const format = options.text('format');
    if (options.on('plan') && format !== undefined && format !== 'text' && format !== 'json') {
      return refused(`--plan prints text or json: ${format}`, context);
    }
    const outcome = await liveAccess(invocation);
    if (!outcome.ok) return outcome.code;
    const { snapshot } = outcome;
    if (options.on('plan')) return planned(refreshSize(snapshot), invocation);
    print({ page: () => livePage(snapshot), json: () => encodeSnapshot(snapshot, fileWording) }, invocation);
    return 0;
  },
};

async function printPolicy({ host, out }: CliContext): Promise<ExitCode> {
  out(await host.aws.readOnlyPolicy());
  return 0;
}

function planned(plan: RefreshSize, { options, context }: Invocation): ExitCode {
  context.out(options.text('format') === 'json' ? planJson(plan) : planText(plan, wantsColor(context)));
  return 0;
}
