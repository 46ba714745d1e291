/** SARIF 2.1.0 (OASIS), as code scanning reads it: rules with their pages, results with fingerprints and related places. */
import { createHash } from 'node:crypto';
import type { Log, PhysicalLocation, ReportingDescriptor, Result, Run } from 'sarif';
import type { Finding, Severity } from '../../core/analysis';
import type { Location } from '../../core/base';
import type { LinesOf } from '../../core/features';
import { rules } from '../../core/rules';
import { jsonText, rulePage, visible } from '../../protocol';
import { linesIn, placed } from '../input/places';
import { version } from '../version';
import type { CheckReport } from './report';

const levels: Readonly<Record<Severity, Result.level>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

export function sarif(report: CheckReport): string {
  const names = [...new Set(report.findings.map((it) => it.rule))].toSorted();
  const run: Run = {
    tool: { driver: { name: 'idc', version, rules: names.map((name) => descriptor(name, report)) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [root]: { description: { text: 'The root of the repository.' } } },
    results: results(report, names),
    ...failedRun(report),
  };
  const log: Log = { $schema: schema, version: '2.1.0', runs: [run] };
  return jsonText(log);
}

/** Only where idc failed. */
function failedRun({ faults }: CheckReport): Pick<Run, 'invocations'> {
  if (faults.length === 0) return {};
  const toolExecutionNotifications = faults.map((text) => ({
    level: 'error' as const,
    message: { text: messageText(text) },
  }));
  return { invocations: [{ executionSuccessful: false, toolExecutionNotifications }] };
}

/** The name that GitHub and others give to the root of the sources. */
const root = '%SRCROOT%';
const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

function descriptor(name: string, { pageOf }: CheckReport): ReportingDescriptor {
  const rule = rules.find((it) => it.name === name);
  const page = pageOf(name);
  const helpUri = rulePage(name);
  return {
    id: name,
    shortDescription: { text: rule?.summary ?? name },
    ...(rule ? { defaultConfiguration: { level: levels[rule.severity] } } : {}),
    ...(helpUri ? { helpUri } : {}),
    ...(page ? { help: { text: rule?.summary ?? name, markdown: page } } : {}),
  };
}

function results({ findings, files, pathInRepository }: CheckReport, names: readonly string[]): Result[] {
  const linesOf = linesIn(files);
  const seen = new Map<string, number>();
  const physical = physicalIn(linesOf, pathInRepository);
  return findings.map((finding) => {
    const line = lineText(finding, files.get(finding.at.path)?.text ?? '');
    const identity = `${finding.rule}\n${pathInRepository(finding.at.path)}\n${line}`;
    const repetition = seen.get(identity) ?? 0;
    seen.set(identity, repetition + 1);
    return {
      ruleId: finding.rule,
      ruleIndex: names.indexOf(finding.rule),
      level: levels[finding.severity],
      message: { text: messageText(finding.message) },
      locations: [{ physicalLocation: physical(finding.at) }],
      relatedLocations: finding.related.map(({ at, message }, index) => ({
        id: index + 1,
        physicalLocation: physical(at),
        message: { text: messageText(message) },
      })),
      partialFingerprints: { 'idcFinding/v1': fingerprint(`${identity}\n${repetition}`) },
    };
  });
}

function physicalIn(linesOf: LinesOf, pathInRepository: CheckReport['pathInRepository']) {
  return (at: Location): PhysicalLocation => {
    const { line, column, endLine, endColumn } = placed(at, linesOf);
    return {
      artifactLocation: { uri: uriOf(pathInRepository(at.path)), uriBaseId: root },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    };
  };
}

/** A relative reference (RFC 3986): `#`, `?` and `:` in a name are part of it. */
function uriOf(path: string): string {
  return path
    .replaceAll(/\p{Cs}/gu, '\u{fffd}')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** A viewer makes `[text](target)` in a message a link (SARIF 3.11.6); a backslash before the bracket makes it text. */
function messageText(text: string): string {
  return visible(text).replaceAll(/\[(?=[^\]]*\]\()/g, '\\[');
}

/** The text of the line rather than its number: a finding stays the same when lines are added above it. */
function lineText({ at }: Finding, text: string): string {
  const start = text.lastIndexOf('\n', at.start - 1) + 1;
  const end = text.indexOf('\n', at.start);
  return text.slice(start, end < 0 ? undefined : end).trim();
}

function fingerprint(identity: string): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}
