/** Runs the rules over their sources; each rule's result is remembered by what it reads, and each is guarded on its own. */
import { contained, type Fault, rememberLast } from '../base';
import type { PolicyCheckResult, Snapshot } from '../live';
import type { Access, ProjectFile } from '../model';
import { type Located, type Note, type Rule, type RuleContext, rules, type Severity, type Source } from '../rules';

/** A rule's report, before suppressions and severities turn it into a finding. */
export type RuleReport = {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: Located;
  readonly note: Note;
};

export type Evidence = {
  readonly declared: Access;
  readonly live: Snapshot | undefined;
  readonly before: Access | undefined;
  readonly project: ProjectFile;
  readonly policies: PolicyCheckResult | undefined;
};

/** A rule that throws found nothing: that is our mistake, never the user's. */
export type RulesRun = { readonly found: readonly RuleReport[]; readonly faults: readonly Fault[] };

export type RuleRunner = (evidence: Evidence) => Generator<void, RulesRun>;

export function createRuleRunner(rules: readonly Rule[]): RuleRunner {
  const checks = rules.map((rule) => rememberLast(guardedCheck(rule)));
  return function* ({ declared, live, before, project, policies }) {
    const runs: RulesRun[] = [];
    for (const check of checks) {
      runs.push(check(declared, live, before, project, policies));
      yield;
    }
    return { found: runs.flatMap(({ found }) => found), faults: runs.flatMap(({ faults }) => faults) };
  };
}

type GuardedCheck = (
  ...evidence: readonly [
    Evidence['declared'],
    Evidence['live'],
    Evidence['before'],
    Evidence['project'],
    Evidence['policies'],
  ]
) => RulesRun;

const nothingFound: RulesRun = { found: [], faults: [] };

function guardedCheck(rule: Rule): GuardedCheck {
  return (declared, live, before, project, policies) => {
    if (!canRun(rule, { live, before })) return nothingFound;
    // A rule is typed so that it cannot name a source that it does not read: here they are only put together.
    const sources = { declared, live, before, snapshot: live, project, policies } as RuleContext<Source>;
    const run = (): RulesRun => ({ found: reportsOf(rule, sources), faults: [] });
    return contained({ kind: 'rule', name: rule.name }, run, (fault) => ({ found: [], faults: [fault] }));
  };
}

function reportsOf(rule: Rule, sources: RuleContext<Source>): readonly RuleReport[] {
  const found: RuleReport[] = [];
  rule.check(sources, (at, note) =>
    found.push({ rule: rule.name, severity: note.severity ?? rule.severity, at, note }),
  );
  return found;
}

function canRun({ reads }: Rule, { live, before }: Pick<Evidence, 'live' | 'before'>): boolean {
  return (live !== undefined || !reads.includes('live')) && (before !== undefined || !reads.includes('before'));
}

/**
 * Names of the rules that cannot run without a snapshot, or without an earlier revision; of all of them where we failed:
 * then they may not have seen what they look for.
 */
export function rulesNotRun(evidence: Evidence, faults: readonly Fault[]): ReadonlySet<string> {
  return new Set(rules.filter((rule) => faults.length > 0 || !canRun(rule, evidence)).map((rule) => rule.name));
}
