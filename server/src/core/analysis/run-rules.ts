/** Runs the rules over their sources; each rule's result is remembered by what it reads, and each is guarded on its own. */
import { rememberLast } from '../base';
import type { PolicyCheckResult, Snapshot } from '../live';
import type { Access, ProjectFile } from '../model';
import { type Located, type Note, type Rule, type RuleContext, rules, type Severity, type Source } from '../rules';

/** A rule that threw. That is our mistake, never the user's: it is reported to us, and to nobody's file. */
export type Bug = { readonly rule: string; readonly error: unknown };

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

export type RuleRunner = (evidence: Evidence) => Generator<void, readonly RuleReport[]>;

export function createRuleRunner(rules: readonly Rule[], onBug: (bug: Bug) => void): RuleRunner {
  const checks = rules.map((rule) => rememberLast(guardedCheck(rule, onBug)));
  return function* ({ declared, live, before, project, policies }) {
    const found: RuleReport[] = [];
    for (const check of checks) {
      for (const report of check(declared, live, before, project, policies)) found.push(report);
      yield;
    }
    return found;
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
) => readonly RuleReport[];

function guardedCheck(rule: Rule, onBug: (bug: Bug) => void): GuardedCheck {
  return (declared, live, before, project, policies) => {
    if (!canRun(rule, { live, before })) return [];
    const found: RuleReport[] = [];
    // A rule is typed so that it cannot name a source that it does not read: here they are only put together.
    const sources = { declared, live, before, snapshot: live, project, policies } as RuleContext<Source>;
    try {
      rule.check(sources, (at, note) =>
        found.push({ rule: rule.name, severity: note.severity ?? rule.severity, at, note }),
      );
    } catch (error) {
      onBug({ rule: rule.name, error });
      return [];
    }
    return found;
  };
}

function canRun({ reads }: Rule, { live, before }: Pick<Evidence, 'live' | 'before'>): boolean {
  return (live !== undefined || !reads.includes('live')) && (before !== undefined || !reads.includes('before'));
}

/** Names of the rules that cannot run without a snapshot, or without an earlier revision. */
export function rulesNotRun(evidence: Evidence): ReadonlySet<string> {
  return new Set(rules.filter((rule) => !canRun(rule, evidence)).map((rule) => rule.name));
}
