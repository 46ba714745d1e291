/** `idc live`: what the Identity Center instance has, in the shape of `idc access` with the evidence beside it. */
import { encodeSnapshot } from '../../core/live';
import { type Command, formatOption, profileOption } from '../command';
import { liveText } from '../formats/live-text';
import { liveAccess, snapshotOption } from '../live-source';
import { wantsColor } from '../world';

export const live: Command = {
  name: 'live',
  summary: 'Lists the access that AWS has: reads the instance with an AWS profile, changes nothing.',
  options: [profileOption, snapshotOption, formatOption('text', 'json')],

  async run(invocation) {
    const { options, world } = invocation;
    const outcome = await liveAccess(invocation);
    if (!outcome.ok) return outcome.code;
    const { snapshot } = outcome;
    world.out(options.text('format') === 'json' ? encodeSnapshot(snapshot) : liveText(snapshot, wantsColor(world)));
    return 0;
  },
};
