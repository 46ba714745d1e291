/** `idc snapshot`: saves what AWS has, for checks and comparisons that run without AWS. */
import { pseudonymized } from '../../core/features';
import { encodeSnapshot, type Snapshot } from '../../core/live';
import { fileWording } from '../../core/wording';
import { awsOptions, type Command, type Invocation } from '../command';
import { type CliContext, refused, say } from '../context';
import type { ExitCode } from '../exit-code';
import { plural } from '../formats/findings-text';
import { savedTo } from '../live/save';
import { liveAccess, sinceOption, snapshotOption } from '../live/source';

export const snapshot: Command = {
  name: 'snapshot',
  summary: 'Saves the access that AWS has to a file that check, diff, explain and report read without AWS.',
  options: [
    ...awsOptions,
    snapshotOption,
    sinceOption,
    { name: 'output', short: 'o', argument: 'FILE', doc: 'where to save it (default: print it)' },
    {
      name: 'pseudonymise',
      doc: 'replace names of users, groups and accounts by pseudonyms; ids, permission sets and policies stay',
    },
  ],

  async run(invocation) {
    const live = await liveAccess(invocation);
    if (!live.ok) return live.code;
    const taken = invocation.options.on('pseudonymise') ? pseudonymized(live.snapshot) : live.snapshot;
    return save(taken, invocation);
  },
};

async function save(taken: Snapshot, { options, context }: Invocation): Promise<ExitCode> {
  const path = options.text('output');
  if (path === undefined) {
    context.out(encodeSnapshot(taken, fileWording));
    return 0;
  }
  const problem = await savedTo(path, (target) => context.host.snapshots.saveAs(target, taken), context);
  if (problem !== undefined) return refused(problem, context);
  tell(path, taken, context);
  return 0;
}

function tell(path: string, taken: Snapshot, context: CliContext): void {
  const { assignments, permissionSets } = taken.access;
  const counts = `${plural(assignments.all.length, 'assignment')} of ${plural(permissionSets.all.length, 'permission set')}`;
  const gaps = taken.gaps.length > 0 ? `; ${plural(taken.gaps.length, 'gap')}: not everything could be read` : '';
  say(`saved ${path}: ${counts}, read ${taken.takenAt}${gaps}`, context);
}
