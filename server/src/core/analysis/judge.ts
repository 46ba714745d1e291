/** Runs the rules over the witnesses, each rule remembered by what it reads, each guarded on its own. */
import { rememberLast } from '../base';
import type { Snapshot } from '../live';
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
  readonly project: ProjectFile;
};

export type Judge = (evidence: Evidence) => Generator<void, readonly Found[]>;

export function createJudge(rules: readonly Rule[], onBug: (bug: Bug) => void): Judge {
  const judges = rules.map((rule) => rememberLast(judgeBy(rule, onBug)));
  return function* ({ declared, live, project }) {
    const found: Found[] = [];
    for (const judge of judges) {
      found.push(...judge(declared, live, project));
      yield;
    }
    return found;
  };
}

type JudgeOne = (declared: Access, live: Snapshot | undefined, project: ProjectFile) => readonly Found[];

function judgeBy(rule: Rule, onBug: (bug: Bug) => void): JudgeOne {
  return (declared, live, project) => {
    if (rule.reads.includes('live') && !live) return [];
    const found: Found[] = [];
    // A rule that does not read `live` is typed so that it cannot name it: here its witnesses are only put together.
    const sources = { declared, live, snapshot: live, project } as Given<Source>;
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

/** Rules that cannot be judged for want of a snapshot. */
export function unjudged({ live }: Evidence): ReadonlySet<string> {
  return new Set(live ? [] : rules.filter((rule) => rule.reads.includes('live')).map((rule) => rule.name));
}
