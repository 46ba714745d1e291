/** `idc explain`: why somebody can't reach an account, by the first broken link. */
import {
  codeIn,
  defaultTrailDays,
  type ExplainQuestion,
  explain as explained,
  type TrailEvidence,
  trailEvidence,
  trailInquiry,
} from '../../core/features';
import { explanationPage } from '../../core/features/report';
import { historyDays, type PolicyCheckResult, policyQuestions, type Snapshot } from '../../core/live';
import { jsonText } from '../../protocol';
import { awsOptions, type Command, formatOption, type Invocation, rootOptions } from '../command';
import { refused } from '../context';
import type { ExitCode } from '../exit-code';
import { explainCodes } from '../explain-codes';
import { explanationReport } from '../formats/explanation';
import { pageFormats, print } from '../formats/page';
import { load } from '../input/load';
import { linesIn } from '../input/places';
import { awsOf, failed, progressOn } from '../live/aws-run';
import { type LiveOutcome, liveAccess, snapshotOption } from '../live/source';

export const explain: Command = {
  name: 'explain',
  summary: 'Explains why a user or group can or cannot reach an account: the first broken link, and what to do.',
  operands: { shape: 'USER|GROUP ACCOUNT [PERMISSION_SET]', max: 3 },
  options: [
    ...awsOptions,
    snapshotOption,
    formatOption(...pageFormats),
    { name: 'path', argument: 'PATH', many: true, doc: 'the code, to name the line (default: this folder)' },
    { name: 'check-policies', doc: 'with a profile, also look in the account for the policies that are needed' },
    {
      name: 'days',
      argument: 'N',
      doc: `with a profile: how many days of CloudTrail's event history to read, 0 for none (default ${defaultTrailDays}, at most ${historyDays})`,
    },
    ...rootOptions,
  ],
  exitCodes: [
    ...Object.entries(explainCodes).map(([kind, { code, doc }]) => ({ code, doc: `${kind}: ${doc}` })),
    { code: 2, doc: 'could not run' },
  ],

  async run(invocation) {
    const { context, paths, options } = invocation;
    const [principal, account, permissionSet] = paths;
    if (principal === undefined || account === undefined) {
      return refused('name a user or group and an account: idc explain anna prod-data', context);
    }
    if (daysOf(invocation) === undefined) {
      return refused(`--days is a whole number of days: ${options.text('days')}`, context);
    }
    const outcome = await load({ ...invocation, paths: options.all('path') });
    if (!outcome.ok) return refused(outcome.message, context);
    const live = await certainAccess(principal, invocation);
    if (!live.ok) return live.code;
    const policies = await lookedFor(live.snapshot, invocation);
    if (!policies.ok) return policies.code;
    const { analysis, isWanted } = outcome.loaded;
    const declared = codeIn(analysis.declared, isWanted);
    const { snapshot } = live;
    const linesOf = linesIn(analysis.files);
    const question = { principal, account, permissionSet };
    const explanation = explained({ snapshot, declared, policies: policies.looked?.verdicts }, question);
    const trail = await trailOf(snapshot, question, invocation);
    if (!trail.ok) return trail.code;
    const { evidence } = trail;
    const isFile = options.text('snapshot') !== undefined;
    const given = {
      snapshot,
      code: [{ folder: '', declared, linesOf }],
      policies: policies.looked,
      events: evidence ? { state: 'found' as const, evidence } : isFile ? eventsOfFile : undefined,
    };
    const json = () => jsonText(explanationReport({ explanation, question, linesOf, trail: evidence }));
    print({ page: () => explanationPage(given, question), json }, invocation);
    return explainCodes[explanation.kind].code;
  },
};

/** Where users are too many to be asked one by one, this one is asked about; a snapshot file stays as it is. */
async function certainAccess(principal: string, invocation: Invocation): Promise<LiveOutcome> {
  const live = await liveAccess(invocation);
  const { options, context } = invocation;
  if (!live.ok || options.text('snapshot') !== undefined) return live;
  const progress = progressOn(context);
  const { aws, profile } = awsOf(invocation);
  const result = await aws.readUser(profile, live.snapshot, principal, progress.emit, context.signal);
  progress.end();
  return result.ok ? { ok: true, snapshot: result.value } : { ok: false, code: failed(result.failure, invocation) };
}

type Policies =
  | { readonly ok: true; readonly looked: PolicyCheckResult | undefined }
  | { readonly ok: false; readonly code: ExitCode };

async function lookedFor({ access }: Snapshot, invocation: Invocation): Promise<Policies> {
  const { options, context, paths } = invocation;
  if (!options.on('check-policies')) return { ok: true, looked: undefined };
  if (options.text('snapshot') !== undefined) {
    return { ok: false, code: refused('--check-policies asks AWS: it goes with --profile', context) };
  }
  const [, , set] = paths;
  const questions = policyQuestions(access).filter((it) => set === undefined || it.permissionSets.includes(set));
  const progress = progressOn(context);
  const { aws, profile } = awsOf(invocation);
  const result = await aws.checkPolicies(profile, questions, progress.emit, context.signal);
  progress.end();
  if (!result.ok) return { ok: false, code: failed(result.failure, invocation) };
  const takenAt = new Date(context.host.clock.now()).toISOString();
  return { ok: true, looked: { takenAt, verdicts: result.value } };
}

function daysOf({ options }: Invocation): number | undefined {
  const text = options.text('days') ?? String(defaultTrailDays);
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

type Trail =
  | { readonly ok: true; readonly evidence: TrailEvidence | undefined }
  | { readonly ok: false; readonly code: ExitCode };

const eventsOfFile = {
  state: 'never',
  because: 'They are asked of AWS, and a snapshot file is read. Name a profile instead to see them.',
} as const;

/** A snapshot file is read without AWS, and so has no events. */
async function trailOf(snapshot: Snapshot, question: ExplainQuestion, invocation: Invocation): Promise<Trail> {
  const { options, context } = invocation;
  const days = daysOf(invocation) ?? defaultTrailDays;
  if (options.text('snapshot') !== undefined || days === 0) return { ok: true, evidence: undefined };
  const inquiry = trailInquiry(snapshot, question, { now: context.host.clock.now(), days });
  const progress = progressOn(context);
  const { aws, profile } = awsOf(invocation);
  const result = await aws.lookUpEvents(profile, inquiry, progress.emit, context.signal);
  progress.end();
  if (!result.ok) return { ok: false, code: failed(result.failure, invocation) };
  return { ok: true, evidence: trailEvidence(snapshot, question, result.value, inquiry.since) };
}
