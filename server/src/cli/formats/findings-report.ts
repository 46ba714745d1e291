/** Findings as the JSON contract has them. */
import type { Finding, Severity } from '../../core/analysis';
import type { SourceFile } from '../../core/base';
import type { LinesOf } from '../../core/features';
import type { FindingReport, FindingsReport } from '../../protocol';
import { linesIn, placed } from '../input/places';

export function findingsReport(
  findings: readonly Finding[],
  files: ReadonlyMap<string, SourceFile>,
  faults: readonly string[],
): FindingsReport {
  const linesOf = linesIn(files);
  const failed = faults.length > 0 ? { faults } : {};
  return {
    version: 1,
    findings: findings.map((it) => findingReport(it, linesOf)),
    counts: countsOf(findings),
    ...failed,
  };
}

function findingReport(finding: Finding, linesOf: LinesOf): FindingReport {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    ...placed(finding.at, linesOf),
    related: finding.related.map(({ at, message }) => {
      const { file, line, column } = placed(at, linesOf);
      return { file, line, column, message };
    }),
    fixes: finding.fixes().map((it) => it.title),
  };
}

export function countsOf(findings: readonly Finding[]): FindingsReport['counts'] {
  const count = (severity: Severity) => findings.filter((it) => it.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info'), hint: count('hint') };
}
