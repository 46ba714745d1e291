/** `idc live`: what the Identity Center instance has, in the shape of `idc access` with the evidence beside it. */
import { encodeSnapshot, type PlanSize, planSize } from '../../core/live';
import { type Command, formatOption, type Invocation, profileOption } from '../command';
import type { ExitCode } from '../exit-code';
import { liveText } from '../formats/live-text';
import { planJson, planText } from '../formats/plan';
import { liveAccess, sinceOption, snapshotOption } from '../live-source';
import { refused, wantsColor } from '../world';

export const live: Command = {
  name: 'live',
  summary: 'Lists the access that AWS has: reads the instance with an AWS profile, changes nothing.',
  options: [
    profileOption,
    snapshotOption,
    sinceOption,
    {
      name: 'plan',
      doc: 'with --snapshot: print how many calls a refresh of an organization of that size takes; asks AWS nothing',
    },
    formatOption('text', 'json'),
  ],

  async run(invocation) {
    const { options, world } = invocation;
    if (options.on('plan') && options.text('snapshot') === undefined) {
      return refused('--plan takes its numbers from a snapshot: add --snapshot FILE', world);
    }
    const outcome = await liveAccess(invocation);
    if (!outcome.ok) return outcome.code;
    const { snapshot } = outcome;
    if (options.on('plan')) return planned(planSize(snapshot), invocation);
    world.out(options.text('format') === 'json' ? encodeSnapshot(snapshot) : liveText(snapshot, wantsColor(world)));
    return 0;
  },
};

function planned(plan: PlanSize, { options, world }: Invocation): ExitCode {
  world.out(options.text('format') === 'json' ? planJson(plan) : planText(plan, wantsColor(world)));
  return 0;
}
