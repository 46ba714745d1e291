/** `idc diff`: the code beside what AWS has, from a profile or a snapshot file. */
import { comparisonReport, hasDrift } from '../../core/features';
import { comparisonPage } from '../../core/features/report';
import { awsOptions, type Command, formatOption, type Invocation, rootOptions } from '../command';
import { jsonText, pageFormats, print } from '../formats/page';
import { liveAccess, snapshotOption } from '../live-source';
import { type Loaded, load, loadAt } from '../load';
import { linesIn } from '../places';
import { fileProblem } from '../scope';
import { refused } from '../world';

export const diff: Command = {
  name: 'diff',
  summary: 'Compares the code with what AWS has: only in code, only live, and permission sets that differ.',
  operands: { shape: '[FOLDER]', most: 1 },
  options: [
    ...awsOptions,
    snapshotOption,
    formatOption(...pageFormats),
    { name: 'since', argument: 'REVISION', doc: 'name permission sets that are new since it and exist live already' },
    ...rootOptions,
  ],

  async run(invocation) {
    const { world } = invocation;
    const problem = await fileProblem(invocation);
    if (problem !== undefined) return refused(problem, world);
    const outcome = await load(invocation);
    if (!outcome.ok) return refused(outcome.message, world);
    const before = await earlier(outcome.loaded, invocation);
    if (!before.ok) return refused(before.message, world);
    const live = await liveAccess(invocation);
    if (!live.ok) return live.code;
    const { analysis } = outcome.loaded;
    const code = { analysis, linesOf: linesIn(analysis.files), before: before.access };
    const report = comparisonReport(code, live.snapshot);
    print({ page: () => comparisonPage(report, ''), json: () => jsonText(report) }, invocation);
    return hasDrift(report) ? 1 : 0;
  },
};

async function earlier(loaded: Loaded, invocation: Invocation) {
  const revision = invocation.options.text('since');
  if (revision === undefined) return { ok: true as const, access: undefined };
  const before = await loadAt(revision, loaded, invocation);
  return before.ok ? { ok: true as const, access: before.loaded.analysis.declared } : before;
}
