/**
 * Findings as diagnostics. A file's diagnostics are sent when they changed, and once for every version of an open
 * document, so that whoever waits for a version's answer gets it.
 */
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver';
import type { Analysis, Finding, Severity } from '../../core/analysis';
import type { SourceFile } from '../../core/base';
import { type LeftOut, leftOutText } from '../../project';
import { rulePage, visible } from '../../protocol';
import { indexOf, toPlace, toRange, toUri } from '../convert';

export const diagnosticSource = 'IdC';

export type Publication = {
  readonly root: string;
  readonly analysis: Analysis;
  readonly leftOut: readonly LeftOut[];
  /** Versions of the open documents, by path, that the analysis has seen. */
  readonly versions: ReadonlyMap<string, number>;
};

export type Publisher = {
  readonly publish: (publication: Publication) => void;
  /** Takes everything back that was shown. */
  readonly clear: () => void;
};

type Shown = { readonly text: string; readonly version: number | undefined };

export function createPublisher(send: (params: PublishDiagnosticsParams) => void): Publisher {
  const shown = new Map<string, Shown>();

  function show(uri: string, diagnostics: Diagnostic[], version: number | undefined): void {
    const text = JSON.stringify(diagnostics);
    const before = shown.get(uri);
    const same = before ? before.text === text : diagnostics.length === 0;
    if (same && (version === undefined || before?.version === version)) return;
    if (diagnostics.length === 0 && version === undefined) shown.delete(uri);
    else shown.set(uri, { text, version });
    send({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }

  function publish({ root, analysis, leftOut, versions }: Publication): void {
    const byUri = new Map<string, Diagnostic[]>();
    for (const uri of shown.keys()) byUri.set(uri, []);
    for (const path of versions.keys()) byUri.set(toUri(root, path), []);
    // An editor shows nothing at a folder; that one could not be listed is in the log.
    for (const it of leftOut.filter(({ kind }) => kind !== 'unlisted')) byUri.set(toUri(root, it.path), [unread(it)]);
    for (const [path, findings] of byPath(analysis.findings)) {
      const file = analysis.files.get(path);
      if (file) byUri.set(toUri(root, path), toDiagnostics(root, analysis, file, findings));
    }
    const versionByUri = new Map([...versions].map(([path, version]) => [toUri(root, path), version]));
    for (const [uri, diagnostics] of byUri) show(uri, diagnostics, versionByUri.get(uri));
  }

  return {
    publish,
    clear: () => {
      for (const uri of shown.keys()) send({ uri, diagnostics: [] });
      shown.clear();
    },
  };
}

function byPath(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.at.path);
    if (group) group.push(finding);
    else groups.set(finding.at.path, [finding]);
  }
  return groups;
}

function toDiagnostics(root: string, analysis: Analysis, file: SourceFile, findings: readonly Finding[]): Diagnostic[] {
  const shown = gravestFirst(findings).slice(0, maxDiagnostics);
  const diagnostics = shown.map((finding) => toDiagnostic(root, analysis, file, finding));
  const more = findings.length - shown.length;
  return more > 0 ? [...diagnostics, further(more)] : diagnostics;
}

/** An editor shows no more of them of a file, and sending a hundred thousand with each keystroke would hold up everything. */
const maxDiagnostics = 1000;

const gravity: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** In the order of the text where all of them are shown. */
function gravestFirst(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= maxDiagnostics) return findings;
  return gravity.flatMap((severity) => findings.filter((it) => it.severity === severity));
}

function further(count: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: diagnosticSource,
    message: `Findings in this file that are not shown here: ${count}. "idc check" lists all of them.`,
  };
}

export function toDiagnostic(root: string, analysis: Analysis, file: SourceFile, finding: Finding): Diagnostic {
  const page = rulePage(finding.rule);
  const related = finding.related.flatMap(({ at, message }) => {
    const location = toPlace(root, analysis.files, at);
    return location ? [{ location, message: visible(message) }] : [];
  });
  return {
    range: toRange(indexOf(file), finding.at),
    severity: severities[finding.severity],
    code: finding.rule,
    source: diagnosticSource,
    message: visible(finding.message),
    ...(page ? { codeDescription: { href: page } } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(finding.tags?.length ? { tags: finding.tags.map((tag) => tags[tag]) } : {}),
  };
}

function unread(it: LeftOut): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Warning,
    code: 'unreadable-file',
    source: diagnosticSource,
    message: visible(leftOutText(it)),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;
