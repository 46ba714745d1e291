/** `idc access`: what the code declares, every `for_each` expanded; with `--diff`, what a change grants. */
import { accessDiff, accessReport } from '../../core/features';
import { changesPage, declaredPage } from '../../core/features/report';
import { type AccessReport, jsonText } from '../../protocol';
import { type Command, formatOption, type Invocation, rootOptions } from '../command';
import { refused } from '../context';
import type { ExitCode } from '../exit-code';
import { pageFormats, print } from '../formats/page';
import { type Loaded, load, loadAt } from '../input/load';
import { warnNothingRead } from '../input/nothing-read';
import { linesIn } from '../input/places';

const reasons = ['added', 'removed', 'production'] as const;

export const access: Command = {
  name: 'access',
  summary: 'Lists the access that the code declares: who may use which permission set in which account.',
  operands: { shape: '[PATH…]', max: Number.POSITIVE_INFINITY },
  options: [
    formatOption(...pageFormats),
    { name: 'diff', argument: 'REVISION', doc: 'show what changed since this Git revision' },
    {
      name: 'fail-on',
      argument: reasons.join('|'),
      many: true,
      choices: reasons,
      doc: 'with --diff, exit with 1 when access is added, removed, or added in production; may be repeated',
    },
    ...rootOptions,
  ],

  async run(invocation) {
    const { context, options } = invocation;
    const problem = unmatched(invocation);
    if (problem !== undefined) return refused(problem, context);
    const outcome = await load(invocation);
    if (!outcome.ok) return refused(outcome.message, context);
    warnNothingRead(outcome.loaded, invocation);
    const since = options.text('diff');
    return since === undefined ? list(outcome.loaded, invocation) : diff(since, outcome.loaded, invocation);
  },
};

/** What speaks of a difference where none is asked for. */
function unmatched({ options }: Invocation): string | undefined {
  const isAlone = options.text('diff') === undefined && options.all('fail-on').length > 0;
  return isAlone ? '--fail-on goes with --diff REVISION' : undefined;
}

function list(loaded: Loaded, invocation: Invocation): ExitCode {
  const report = reportOf(loaded);
  print({ page: () => declaredPage(report, ''), json: () => jsonText(report) }, invocation);
  return 0;
}

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

async function diff(since: string, loaded: Loaded, invocation: Invocation): Promise<ExitCode> {
  const { options, context } = invocation;
  const before = await loadAt(since, loaded, invocation);
  if (!before.ok) return refused(before.message, context);
  const result = accessDiff(since, sideOf(before.loaded), sideOf(loaded));
  print({ page: () => changesPage(result, ''), json: () => jsonText(result) }, invocation);
  const granted = [...result.added, ...result.changed];
  const holds = {
    added: granted.length > 0,
    removed: result.removed.length + result.changed.length > 0,
    production: granted.some((it) => it.production),
  };
  return reasons.some((it) => holds[it] && options.all('fail-on').includes(it)) ? 1 : 0;
}

function sideOf({ analysis, isWanted }: Loaded) {
  return { analysis, linesOf: linesIn(analysis.files), isWanted };
}
