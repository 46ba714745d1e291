/** `idc report`: who can access what, as a file for an auditor. */
import { namesProduction, whoReport } from '../../core/features';
import { pageFormats, whoCsv, whoPage } from '../../core/features/report';
import { jsonText, type WhoPivot, type WhoReport } from '../../protocol';
import { awsOptions, type Command, formatOption, type Invocation, rootOptions } from '../command';
import { type CliContext, refused, say } from '../context';
import type { ExitCode } from '../exit-code';
import { pageIn } from '../formats/page';
import { load } from '../input/load';
import { linesIn } from '../input/places';
import { fileProblem } from '../input/scope';
import { savedTo } from '../live/save';
import { liveAccess, snapshotOption } from '../live/source';

const formats = ['csv', 'json', ...pageFormats] as const;

function reportText(made: WhoReport, format: (typeof formats)[number], context: CliContext): string {
  switch (format) {
    case 'csv':
      return whoCsv(made);
    case 'json':
      return jsonText(made);
    default:
      return pageIn(format, whoPage(made), context);
  }
}

const pivots: readonly WhoPivot[] = ['account', 'user', 'permission-set'];

export const report: Command = {
  name: 'report',
  summary: 'Lists who can access what, groups expanded into their members, with the evidence for every row.',
  operands: { shape: '[FOLDER]', max: 1 },
  options: [
    ...awsOptions,
    snapshotOption,
    { name: 'by', argument: pivots.join('|'), choices: pivots, doc: 'how to group it (default account)' },
    { name: 'production', doc: 'only production accounts, as .idc.yaml names them' },
    formatOption(...formats),
    { name: 'output', short: 'o', argument: 'FILE', doc: 'where to save it (default: print it)' },
    ...rootOptions,
  ],

  async run(invocation) {
    const { options, context } = invocation;
    const problem = await fileProblem(invocation);
    if (problem !== undefined) return refused(problem, context);
    const outcome = await load(invocation);
    if (!outcome.ok) return refused(outcome.message, context);
    const { analysis } = outcome.loaded;
    if (options.on('production') && !namesProduction(analysis.project)) {
      return refused('--production needs production accounts in .idc.yaml', context);
    }
    const live = await liveAccess(invocation);
    if (!live.ok) return live.code;
    const by = pivots.find((it) => it === options.text('by')) ?? 'account';
    const code = { analysis, linesOf: linesIn(analysis.files) };
    const made = whoReport(live.snapshot, code, { by, productionOnly: options.on('production') });
    return save(made, invocation);
  },
};

async function save(made: WhoReport, { options, context }: Invocation): Promise<ExitCode> {
  const text = reportText(made, formats.find((it) => it === options.text('format')) ?? 'csv', context);
  for (const { what, because } of made.gaps) say(`not read: ${what}: ${because}`, context);
  const path = options.text('output');
  if (path === undefined) {
    context.out(text);
    return 0;
  }
  const problem = await savedTo(path, (target) => context.host.files.write(target, text), context);
  if (problem !== undefined) return refused(problem, context);
  say(`saved ${path}: ${made.rows.length} rows, read ${made.takenAt}`, context);
  return 0;
}
