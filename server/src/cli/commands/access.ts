/** `idc access`: what the code declares, every `for_each` expanded. */
import { accessReport } from '../../core/features';
import type { AccessReport } from '../../protocol';
import { type Command, formatOption, rootOptions } from '../command';
import { accessText } from '../formats/access-text';
import { type Loaded, load } from '../load';
import { linesIn } from '../places';
import { wantsColor } from '../world';

export const access: Command = {
  name: 'access',
  summary: 'Lists the access that the code declares: who may use which permission set in which account.',
  operands: '[PATH…]',
  options: [formatOption('text', 'json'), ...rootOptions],

  async run(invocation) {
    const { world, options } = invocation;
    const outcome = await load(invocation);
    if (!outcome.ok) {
      world.err(`idc: ${outcome.message}\n`);
      return 2;
    }
    const report = reportOf(outcome.loaded);
    const json = options.text('format') === 'json';
    world.out(json ? `${JSON.stringify(report, undefined, 2)}\n` : accessText(report, wantsColor(world)));
    return 0;
  },
};

function reportOf({ analysis, isWanted }: Loaded): AccessReport {
  const all = accessReport(analysis.declared, analysis.unknowns, linesIn(analysis.files));
  const wanted = (it: { readonly file?: string }) => it.file === undefined || isWanted(it.file);
  return {
    version: all.version,
    permissionSets: all.permissionSets.filter(wanted),
    groups: all.groups.filter(wanted),
    users: all.users.filter(wanted),
    accounts: all.accounts.filter(wanted),
    policies: all.policies.filter(wanted),
    assignments: all.assignments.filter(wanted),
    unknown: all.unknown.filter(wanted),
  };
}
