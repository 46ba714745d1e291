/** `idc live`: what the Identity Center instance has, in the shape of `idc access` with the evidence beside it. */
import { encodeSnapshot } from '../../core/live';
import { awsOptions, type Command, formatOption } from '../command';
import type { ExitCode } from '../exit-code';
import { liveText } from '../formats/live-text';
import { liveAccess, snapshotOption } from '../live-source';
import { type World, wantsColor } from '../world';

export const live: Command = {
  name: 'live',
  summary: 'Lists the access that AWS has: reads the instance with an AWS profile, changes nothing.',
  options: [
    ...awsOptions,
    snapshotOption,
    formatOption('text', 'json'),
    { name: 'policy', doc: 'print the IAM policy that a role needs for all of idc, and ask AWS nothing' },
  ],
  notes: ['Where Identity Center is encrypted with a key of your own, the role also needs kms:Decrypt on that key.'],

  async run(invocation) {
    const { options, world } = invocation;
    if (options.on('policy')) return printPolicy(world);
    const outcome = await liveAccess(invocation);
    if (!outcome.ok) return outcome.code;
    const { snapshot } = outcome;
    world.out(options.text('format') === 'json' ? encodeSnapshot(snapshot) : liveText(snapshot, wantsColor(world)));
    return 0;
  },
};

async function printPolicy({ host, out }: World): Promise<ExitCode> {
  out(await host.aws.readOnlyPolicy());
  return 0;
}
