/** What was found becomes what is shown: reports of rules and problems of texts, with suppressions and severities applied, sorted by place. */
import {
  compareText,
  contained,
  type Fault,
  hops,
  type Location,
  lineIndex,
  type Problem,
  rememberEach,
  type SourceFile,
} from '../base';
import type { Fix, Note, Severity as RuleSeverity } from '../rules';
import { ruleNames } from '../rules';
import type * as hcl from '../syntax/hcl';
import type * as yaml from '../syntax/yaml';
import { brief, hopText, problemText } from '../wording';
import type { Finding, FindingFix, Related, Severity } from './finding';
import { resolveFixes } from './fixes/fixes';
import { unknownRule } from './project/project-file';
import type { RuleReport } from './run-rules';
import { readSuppressions, type Suppression } from './suppressions';

export type Trees = {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly terraform: ReadonlyMap<string, hcl.File>;
  readonly yaml: ReadonlyMap<string, yaml.File>;
};

/** Problems in the user's text, under the rule whose name they are shown with. */
export type Problems = {
  readonly rule: string;
  readonly severity: RuleSeverity;
  readonly problems: readonly Problem[];
};

export type Severities = ReadonlyMap<string, Severity | 'off'>;

export type AnalysisResults = {
  readonly found: readonly RuleReport[];
  readonly problems: readonly Problems[];
  /** Settings win over the project file, and both over the rule. */
  readonly severities: readonly Severities[];
  /** Rules that did not run: a suppression of theirs may well be needed. */
  readonly rulesNotRun: ReadonlySet<string>;
  /** Told of what fails only when somebody asks for a fix. */
  readonly onBug: (fault: Fault) => void;
};

export function createFindings(results: AnalysisResults, trees: Trees): readonly Finding[] {
  const fromProblems = results.problems.flatMap((it) =>
    it.problems.map((problem) => problemFinding(it, problem, trees)),
  );
  const isShown = createFollowUpFilter(trees);
  const fromRules = distinct(
    results.found.map((found) => ruleFinding(found, trees, results.onBug)).filter(({ at }) => isShown(at)),
  );
  const suppressions = [...trees.terraform.values(), ...trees.yaml.values()].flatMap((file) => {
    const text = trees.files.get(file.path)?.text ?? '';
    return readSuppressions({ path: file.path, text, comments: file.comments });
  });
  const { kept, used } = suppress([...fromProblems, ...fromRules], suppressions, trees);
  const about = suppressions.flatMap((it) => suppressionFindings(it, used.has(it), results));
  return inOrder([...kept, ...about].flatMap((finding) => withSeverity(finding, results.severities)));
}

function problemFinding({ rule, severity }: Problems, { at, reason, suggestion }: Problem, trees: Trees): Finding {
  const fixes = () =>
    suggestion === undefined ? [] : resolveFixes([suggestionFix(suggestion)], { origin: { at } }, trees);
  return { rule, severity, message: brief(problemText(reason)), at, related: [], fixes };
}

function suggestionFix({ text, isCertain }: NonNullable<Problem['suggestion']>): Fix {
  return { title: `Change to "${text}"`, safe: isCertain, change: { kind: 'replace-value', with: text } };
}

function ruleFinding(report: RuleReport, trees: Trees, onBug: (fault: Fault) => void): Finding {
  const { rule, severity, at, note } = report;
  const make = () => resolveFixes(note.fixes?.() ?? [], at, trees);
  const none = (fault: Fault) => {
    onBug(fault);
    return [];
  };
  return {
    rule,
    severity,
    message: brief(note.message),
    at: at.origin.at,
    related: relatedOf(at.origin, note),
    fixes: () => contained({ kind: 'fix', name: rule }, make, none),
  };
}

/** One text that a `for_each` uses many times is wrong once. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const { rule, message, at } = finding;
    const key = JSON.stringify([rule, message, at.path, at.start, at.end]);
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}

/** What seems to be wrong on a line that cannot be read is only a consequence. */
function createFollowUpFilter({ files, terraform, yaml }: Trees): (at: Location) => boolean {
  const lineOf = createLineFinder(files);
  const broken = new Map<string, ReadonlySet<number>>();
  for (const { path, problems } of [...terraform.values(), ...yaml.values()]) {
    if (problems.length > 0) broken.set(path, new Set(problems.map(({ at }) => lineOf(at))));
  }
  return (at) => !broken.get(at.path)?.has(lineOf(at));
}

/** Every hop from the author to the use is worth a link, until they become a list of their own. */
const maxHops = 6;

function relatedOf(origin: RuleReport['at']['origin'], note: Note): readonly Related[] {
  const named = (note.related ?? []).map((it) => ({ at: it.at.origin.at, message: brief(it.message) }));
  const taken = hops(origin).slice(0, maxHops);
  const all = [...named, ...taken.map((hop) => ({ at: hop.at, message: hopText(hop.step) }))];
  return [...new Map(all.map((it) => [`${it.at.path}:${it.at.start}:${it.at.end} ${it.message}`, it])).values()];
}

function suppress(findings: readonly Finding[], suppressions: readonly Suppression[], { files }: Trees) {
  const used = new Set<Suppression>();
  const valid = suppressions.filter((it) => it.reason !== undefined);
  const byLine = new Map(valid.toReversed().map((it) => [lineKey(it.rule, it.at.path, it.line), it]));
  if (byLine.size === 0) return { kept: findings, used };
  const lineOf = createLineFinder(files);
  const kept = findings.filter(({ rule, at }) => {
    const suppression = byLine.get(lineKey(rule, at.path, lineOf(at)));
    if (suppression) used.add(suppression);
    return !suppression;
  });
  return { kept, used };
}

function lineKey(rule: string, path: string, line: number): string {
  return `${rule} ${line} ${path}`;
}

function createLineFinder(files: Trees['files']): (at: Location) => number {
  return (at) => {
    const file = files.get(at.path);
    return file ? linesOf(file).placeOf(at.start).line : 0;
  };
}

/** A long text is not looked through again with each keystroke elsewhere. */
const linesOf = rememberEach((file: SourceFile) => lineIndex(file.text));

function suppressionFindings(
  it: Suppression,
  isUsed: boolean,
  { rulesNotRun, severities }: AnalysisResults,
): readonly Finding[] {
  const finding = (rule: string, severity: Severity, message: string, fixes: readonly FindingFix[] = []) => [
    { rule, severity, message, at: it.at, related: [], fixes: () => fixes },
  ];
  if (!ruleNames.has(it.rule)) return finding('unknown-rule', 'warning', problemText(unknownRule(it.rule)));
  if (it.reason === undefined) {
    const message = `say why "${it.rule}" is ignored here: -- and the reason; without one nothing is ignored`;
    return finding('suppression-without-reason', 'warning', message);
  }
  const isOff = severities.some((map) => map.get(it.rule) === 'off');
  if (isUsed || isOff || rulesNotRun.has(it.rule)) return [];
  const fixes = it.removal.length === 0 ? [] : [{ title: `Do not ignore "${it.rule}"`, safe: true, edits: it.removal }];
  return finding('unused-suppression', 'info', `nothing here is a finding of "${it.rule}"`, fixes);
}

function withSeverity(finding: Finding, severities: readonly Severities[]): readonly Finding[] {
  const chosen = severities.map((map) => map.get(finding.rule)).find((it) => it !== undefined);
  if (chosen === 'off') return [];
  return [chosen === undefined ? finding : { ...finding, severity: chosen }];
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
      compareText(a.at.path, b.at.path) ||
      a.at.start - b.at.start ||
      a.at.end - b.at.end ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
}
