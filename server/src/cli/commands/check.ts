/** `idc check`: findings in what the code declares. */
import type { Finding, Severity } from '../../core/analysis';
import type { Snapshot } from '../../core/live';
import { faultText } from '../../core/wording';
import { type Command, formatOption, type Invocation, type Option, rootOptions } from '../command';
import { refused, wantsColor } from '../context';
import type { ExitCode } from '../exit-code';
import { applyFixes } from '../fix';
import { formats } from '../formats';
import { type Loaded, type LoadOutcome, load, loadBefore } from '../input/load';
import { warnNothingRead } from '../input/nothing-read';
import { repositoryPaths } from '../input/repository';
import { savedSnapshot, snapshotOption } from '../live/source';
import { rulePages } from '../pages';
import { selected, selectionOptions, selectionProblem } from '../selection';

const severities: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

const options: readonly Option[] = [
  formatOption(...Object.keys(formats)),
  {
    name: 'max-severity',
    argument: ['none', ...severities].join('|'),
    choices: ['none', ...severities],
    doc: 'the gravest findings that still exit with 0 (default info)',
  },
  ...selectionOptions,
  { name: 'fix', doc: 'apply the safe quick fixes and report what is left' },
  { name: 'stdin-filename', argument: 'PATH', doc: 'check what stdin says instead of this file, as editors do' },
  { ...snapshotOption, doc: 'compare with this snapshot file (idc snapshot): rules that read live access take part' },
  ...rootOptions,
];

export const check: Command = {
  name: 'check',
  summary: 'Checks access definitions and reports every broken link.',
  operands: { shape: '[PATH…]', max: Number.POSITIVE_INFINITY },
  options,

  async run(invocation) {
    const { options, context } = invocation;
    const problem = conflictWithFix(options) ?? selectionProblem(invocation);
    if (problem !== undefined) return refused(problem, context);
    const live = await savedSnapshot(invocation);
    if (!live.ok) return refused(live.message, context);
    const { snapshot } = live;
    const earlier = await before(invocation, snapshot);
    if (earlier && !earlier.ok) return refused(earlier.message, context);
    const outcome = await load(invocation, { snapshot, before: earlier?.loaded.analysis });
    if (!outcome.ok) return refused(outcome.message, context);
    warnNothingRead(outcome.loaded, invocation);
    const settled = options.on('fix') ? await applyFixes(outcome.loaded, invocation) : outcome;
    if (!settled.ok) return refused(settled.message, context);
    return report(selected(settled.loaded, invocation), settled.loaded, invocation);
  },
};

function conflictWithFix(options: Invocation['options']): string | undefined {
  if (!options.on('fix')) return undefined;
  if (options.all('plan').length > 0) return '--fix and --plan cannot be combined: fix the code, then make a new plan';
  if (options.text('stdin-filename') === undefined) return undefined;
  return '--fix changes files, and --stdin-filename checks what is in none yet: name one of them';
}

async function before(invocation: Invocation, snapshot: Snapshot | undefined): Promise<LoadOutcome | undefined> {
  const revision = invocation.options.text('changed-since');
  return revision === undefined ? undefined : loadBefore(revision, invocation, { snapshot });
}

async function report(
  findings: readonly Finding[],
  loaded: Loaded,
  { options, context }: Invocation,
): Promise<ExitCode> {
  const format = formats[options.text('format') ?? 'text'] ?? formats.text;
  const pageOf = await rulePages(findings, context);
  const { files } = loaded.analysis;
  const faults = loaded.analysis.faults.map(({ reason }) => faultText(reason));
  const pathInRepository = await repositoryPaths(loaded.folder, context);
  context.out(format?.({ findings, faults, files, color: wantsColor(context), pathInRepository, pageOf }) ?? '');
  const threshold = options.text('max-severity') ?? 'info';
  const allowed = severities.slice(0, ['none', ...severities].indexOf(threshold));
  return findings.every((it) => allowed.includes(it.severity)) ? 0 : 1;
}
