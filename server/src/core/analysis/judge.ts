/** Runs the rules over the witnesses, each rule remembered by what it reads, each guarded on its own. */
import { rememberLast } from '../base';
import type { LookedPolicies, Snapshot } from '../live';
import type { Access, ProjectFile } from '../model';
import { type Given, type Located, type Note, type Rule, rules, type Severity, type Source } from '../rules';

/** A rule that threw. That is our mistake, never the user's: it is reported to us, and to nobody's file. */
export type Bug = { readonly rule: string; readonly error: unknown };

/** A rule's report, not yet settled into a finding. */
export type Found = {
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
  readonly policies: LookedPolicies | undefined;
};

export type Judge = (evidence: Evidence) => Generator<void, readonly Found[]>;

export function createJudge(rules: readonly Rule[], onBug: (bug: Bug) => void): Judge {
  const judges = rules.map((rule) => rememberLast(judgeBy(rule, onBug)));
  return function* ({ declared, live, before, project, policies }) {
    const found: Found[] = [];
    for (const judge of judges) {
      found.push(...judge(declared, live, before, project, policies));
      yield;
    }
    return found;
  };
}

type JudgeOne = (
  ...evidence: readonly [
    Evidence['declared'],
    Evidence['live'],
    Evidence['before'],
    Evidence['project'],
    Evidence['policies'],
  ]
) => readonly Found[];

function judgeBy(rule: Rule, onBug: (bug: Bug) => void): JudgeOne {
  return (declared, live, before, project, policies) => {
    if (!canJudge(rule, { live, before })) return [];
    const found: Found[] = [];
    // A rule that does not read a witness is typed so that it cannot name it: here they are only put together.
    const sources = { declared, live, before, snapshot: live, project, policies } as Given<Source>;
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

function canJudge({ reads }: Rule, { live, before }: Pick<Evidence, 'live' | 'before'>): boolean {
  return (live !== undefined || !reads.includes('live')) && (before !== undefined || !reads.includes('before'));
}

/** Rules that cannot be judged for want of a snapshot, or of an earlier revision. */
export function unjudged(evidence: Evidence): ReadonlySet<string> {
  return new Set(rules.filter((rule) => !canJudge(rule, evidence)).map((rule) => rule.name));
}
