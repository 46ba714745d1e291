/** `idc status`: which provisioning failed, is under way, or left an account with an older version. */
import { type Command, formatOption, type Invocation, profileOption } from '../command';
import { statusJson, statusText } from '../formats/status';
import { failed, progressOn } from '../live-run';
import { wantsColor } from '../world';

export const status: Command = {
  name: 'status',
  summary: 'Checks provisioning: failed and unfinished requests, accounts with an outdated permission set.',
  options: [profileOption, formatOption('text', 'json')],

  async run({ options, world }: Invocation) {
    const profile = options.text('profile') ?? world.env.AWS_PROFILE;
    const progress = progressOn(world);
    const result = await world.host.aws.checkProvisioning(profile, undefined, progress.emit, world.signal);
    progress.end();
    if (!result.ok) return failed(result.failure, world);
    const report = result.value;
    world.out(options.text('format') === 'json' ? statusJson(report) : statusText(report, wantsColor(world)));
    const broken = report.requests.some((it) => it.status === 'FAILED') || outdated(report).length > 0;
    return broken ? 1 : 0;
  },
};

function outdated({ provisioning }: { readonly provisioning: readonly { readonly status: string }[] }) {
  return provisioning.filter((it) => it.status === 'outdated');
}
