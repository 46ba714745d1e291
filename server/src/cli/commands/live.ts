/** `idc live`: what the Identity Center instance has, in the shape of `idc access` with the evidence beside it. */
import { encodeSnapshot } from '../../core/live';
import { type Command, formatOption, type Invocation, profileOption } from '../command';
import { liveText } from '../formats/live-text';
import { failed, progressOn } from '../live-run';
import { wantsColor } from '../world';

export const live: Command = {
  name: 'live',
  summary: 'Lists the access that AWS has: reads the instance with an AWS profile, changes nothing.',
  options: [profileOption, formatOption('text', 'json')],

  async run({ options, world }: Invocation) {
    const progress = progressOn(world);
    const result = await world.host.aws.pull(
      options.text('profile') ?? world.env.AWS_PROFILE,
      progress.emit,
      world.signal,
    );
    progress.end();
    if (!result.ok) return failed(result.failure, world);
    const snapshot = result.value;
    world.out(options.text('format') === 'json' ? encodeSnapshot(snapshot) : liveText(snapshot, wantsColor(world)));
    return 0;
  },
};
