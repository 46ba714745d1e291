/** `idc explain`: why somebody can't reach an account, by the first broken link. */
import { type AccessExplanation, type ExplainQuestion, explain as explained } from '../../core/features';
import { type PolicyVerdict, policyQuestions, type Snapshot } from '../../core/live';
import { awsOptions, type Command, formatOption, type Invocation, rootOptions } from '../command';
import type { ExitCode } from '../exit-code';
import { explainCodes } from '../explain-codes';
import { explanationJson, explanationText } from '../formats/explanation';
import { awsOf, failed, progressOn } from '../live-run';
import { liveAccess, snapshotOption } from '../live-source';
import { type Loaded, load } from '../load';
import { linesIn } from '../places';
import { refused, wantsColor } from '../world';

export const explain: Command = {
  name: 'explain',
  summary: 'Explains why a user or group can or cannot reach an account: the first broken link, and what to do.',
  operands: 'USER|GROUP ACCOUNT [PERMISSION_SET]',
  options: [
    ...awsOptions,
    snapshotOption,
    formatOption('text', 'json'),
    { name: 'path', argument: 'PATH', many: true, doc: 'the code, to name the line (default: this folder)' },
    { name: 'check-policies', doc: 'with a profile, also look in the account for the policies that are needed' },
    ...rootOptions,
  ],
  notes: [
    'Exit codes:',
    ...Object.entries(explainCodes).map(([kind, { code, doc }]) => `  ${String(code).padEnd(4)}${kind}: ${doc}`),
    '  1   never; 2 could not run',
  ],

  async run(invocation) {
    const { world, paths, options } = invocation;
    const [principal, account, permissionSet, ...rest] = paths;
    if (principal === undefined || account === undefined || rest.length > 0) {
      return refused('name a user or group, an account, and a permission set if you like', world);
    }
    const outcome = await load({ ...invocation, paths: options.all('path') });
    if (!outcome.ok) return refused(outcome.message, world);
    const live = await liveAccess(invocation);
    if (!live.ok) return live.code;
    const policies = await lookedFor(live.snapshot, invocation);
    if (!policies.ok) return policies.code;
    const { declared } = outcome.loaded.analysis;
    const question = { principal, account, permissionSet };
    const explanation = explained({ snapshot: live.snapshot, declared, policies: policies.verdicts }, question);
    print(explanation, question, outcome.loaded, invocation);
    return explainCodes[explanation.kind].code;
  },
};

type Policies =
  | { readonly ok: true; readonly verdicts: readonly PolicyVerdict[] }
  | { readonly ok: false; readonly code: ExitCode };

async function lookedFor({ access }: Snapshot, invocation: Invocation): Promise<Policies> {
  const { options, world, paths } = invocation;
  if (!options.on('check-policies')) return { ok: true, verdicts: [] };
  if (options.text('snapshot') !== undefined) {
    return { ok: false, code: refused('--check-policies asks AWS: it goes with --profile', world) };
  }
  const [, , set] = paths;
  const questions = policyQuestions(access).filter((it) => set === undefined || it.permissionSets.includes(set));
  const progress = progressOn(world);
  const { aws, profile } = awsOf(invocation);
  const result = await aws.checkPolicies(profile, questions, progress.emit, world.signal);
  progress.end();
  return result.ok ? { ok: true, verdicts: result.value } : { ok: false, code: failed(result.failure, world) };
}

function print(it: AccessExplanation, question: ExplainQuestion, loaded: Loaded, { options, world }: Invocation): void {
  const linesOf = linesIn(loaded.analysis.files);
  const told = { explanation: it, question, linesOf };
  const asText = () => explanationText(told, world.host.clock.now(), wantsColor(world));
  world.out(options.text('format') === 'json' ? explanationJson(told) : asText());
}
