/** An analysis as a text: all that is shown of it. Two that are equal are equal to whoever looks. */
import type { Analysis, Finding } from '../../server/src/core/analysis';
import { lineIndex } from '../../server/src/core/base';
import { accessReport, type LinesOf } from '../../server/src/core/features';

export function outcomeOf(analysis: Analysis): string {
  const { declared, unknowns, findings, wanted, faults, formats, project } = analysis;
  const listings = [declared.permissionSets, declared.groups, declared.users, declared.accounts, declared.assignments];
  return JSON.stringify({
    access: accessReport(declared, unknowns, linesOf(analysis)),
    complete: listings.map((it) => it.complete),
    findings: findings.map(findingOf),
    wanted: wanted.toSorted(),
    faults: faults.map(({ reason }) => reason),
    formats: [...formats],
    project,
  });
}

function findingOf({ rule, severity, message, at, related, fixes }: Finding) {
  return { rule, severity, message, at, related, fixes: fixes() };
}

export function linesOf({ files }: Analysis): LinesOf {
  const known = new Map<string, ReturnType<typeof lineIndex>>();
  return (path) => {
    const file = files.get(path);
    if (!file) return undefined;
    const index = known.get(path) ?? lineIndex(file.text);
    known.set(path, index);
    return index;
  };
}
