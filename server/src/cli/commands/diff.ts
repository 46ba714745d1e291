/** `idc diff`: the code beside what AWS has, from a profile or a snapshot file. */
import { comparisonReport, hasDrift } from '../../core/features';
import { comparisonPage } from '../../core/features/report';
import { jsonText } from '../../protocol';
import { awsOptions, type Command, formatOption, type Invocation, rootOptions } from '../command';
import { refused } from '../context';
import { pageFormats, print } from '../formats/page';
import { type Loaded, load, loadAt } from '../input/load';
import { linesIn } from '../input/places';
import { fileProblem } from '../input/scope';
import { liveAccess, snapshotOption } from '../live/source';

export const diff: Command = {
  name: 'diff',
  summary: 'Compares the code with what AWS has: only in code, only live, and permission sets that differ.',
  operands: { shape: '[FOLDER]', max: 1 },
  options: [
    ...awsOptions,
    snapshotOption,
    formatOption(...pageFormats),
    { name: 'since', argument: 'REVISION', doc: 'name permission sets that are new since it and exist live already' },
    ...rootOptions,
  ],

  async run(invocation) {
    const { context } = invocation;
    const problem = await fileProblem(invocation);
    if (problem !== undefined) return refused(problem, context);
    const outcome = await load(invocation);
    if (!outcome.ok) return refused(outcome.message, context);
    const before = await earlier(outcome.loaded, invocation);
    if (!before.ok) return refused(before.message, context);
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
