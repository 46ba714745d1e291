/**
 * A refresh after an earlier one: evidence of changes first, then the plan, which takes from the earlier snapshot what
 * cannot have changed. Whatever is not certain is asked again.
 */
import {
  type Answer,
  type AnswerCache,
  type AnswerCacheResult,
  answerCacheOf,
  evidenceFrom,
  evidenceSteps,
  type KnownAnswers,
  nothingKnown,
  type RefreshScope,
  recall,
  refreshScope,
  requestsSince,
  type Snapshot,
  type Step,
  type TrailChanges,
} from '../../../core/live';
import { rereadText } from '../../../core/wording';
import type { Log } from '../../host';
import { isoTime, type PullContext, pull } from './pull';
import { runSteps } from './worker-pool';

export type RefreshContext = PullContext & {
  readonly since: Snapshot | undefined;
  readonly writesSince: (from: string) => Promise<TrailChanges>;
  readonly log: Log;
};

/** More requests than this are no small change; describing each would take longer than reading anew. */
const requestLimit = 300;

export async function refresh(context: RefreshContext): Promise<Snapshot> {
  const { since, instance, log } = context;
  if (since === undefined) return pull(context, nothingKnown);
  const cache: AnswerCacheResult = since.instance.arn === instance.arn ? answerCacheOf(since) : otherInstance;
  if ('because' in cache) {
    log.info(`everything is read anew: the earlier snapshot can't be built on, since ${rereadText(cache.because)}`);
    return pull(context, nothingKnown);
  }
  const evidence = await evidenceFor(cache, context);
  log.info(logText(evidence.decision));
  return pull(context, knownAnswers(cache, evidence));
}

const otherInstance: AnswerCacheResult = { because: { kind: 'other-instance' } };

type Evidence = { readonly answers: readonly Answer[]; readonly decision: RefreshScope };

async function evidenceFor(cache: AnswerCache, context: RefreshContext): Promise<Evidence> {
  const { clock, writesSince } = context;
  const startedAt = isoTime(clock);
  const from = evidenceFrom(cache);
  // CloudTrail has a budget of its own, so that it is read meanwhile.
  const [lists, trail] = await bothSettled(askAll(evidenceSteps(), context), writesSince(from));
  const descriptions = requestsSince(lists, from);
  if (descriptions.length > requestLimit) {
    return {
      answers: lists,
      decision: { kind: 'whole', because: { kind: 'many-requests', count: descriptions.length } },
    };
  }
  const answers = [...lists, ...(await askAll(descriptions, context))];
  return { answers, decision: refreshScope(cache, answers, trail, startedAt) };
}

/** Waits for both even where one fails, so that none goes on unseen. */
async function bothSettled<A, B>(a: Promise<A>, b: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([a, b]);
  return [await a, await b];
}

async function askAll(steps: readonly Step[], { ask, emit }: RefreshContext): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  await runSteps(steps, ask, (answer) => {
    answers.push(answer);
    emit({ kind: 'progress', done: answers.length, total: undefined, what: 'what has changed' });
  });
  return answers;
}

function knownAnswers(cache: AnswerCache, { answers, decision }: Evidence): KnownAnswers {
  const asked = new Map(answers.map((answer) => [JSON.stringify(answer.step), answer]));
  const fresh = (step: Step) => asked.get(JSON.stringify(step));
  if (decision.kind === 'whole') return { answerTo: fresh, confirmed: undefined, asked: answers.length };
  const { until, by } = decision;
  return {
    answerTo: (step) => fresh(step) ?? recall(step, cache, decision),
    confirmed: { until, by },
    asked: answers.length,
  };
}

function logText(decision: RefreshScope): string {
  if (decision.kind === 'whole') return `everything is read anew: ${rereadText(decision.because)}`;
  const why = decision.because ? `, since ${rereadText(decision.because)}` : '';
  const by = decision.by === 'cloudtrail' ? 'CloudTrail' : `the request history${why}`;
  return `only what can have changed is read anew, by ${by}`;
}
