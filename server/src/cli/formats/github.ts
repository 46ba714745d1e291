/**
 * GitHub Actions annotations: `::error file=…,line=…::message` on stdout becomes a note on the line in the pull request
 * (GitHub Docs, "Workflow commands for GitHub Actions"). Nothing else is a command: what others wrote is within its line.
 */
import type { Severity } from '../../core/analysis';
import { oneLine } from '../../core/features/report';
import { linesIn, placed } from '../input/places';
import type { CheckReport } from './report';

const words: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

export function githubAnnotations({ findings, files, pathInRepository }: CheckReport): string {
  const linesOf = linesIn(files);
  const lines = findings.map(({ severity, message, rule, at }) => {
    const { line, column, endLine, endColumn } = placed(at, linesOf);
    const file = pathInRepository(at.path);
    const properties = { file, line, col: column, endLine, endColumn, title: rule };
    const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
    return `::${words[severity]} ${list.join(',')}::${data(message)}\n`;
  });
  return lines.join('');
}

function data(text: string): string {
  return oneLine(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
