/** `idc check`: findings in what the code declares. */
import type { Finding } from '../../core/analysis';
import { type Command, formatOption, type Invocation, rootOptions } from '../command';
import type { ExitCode } from '../exit-code';
import { findingsReport } from '../formats/findings-report';
import { findingsText } from '../formats/findings-text';
import { type Loaded, load } from '../load';
import { wantsColor } from '../world';

const severities = ['error', 'warning', 'info', 'hint'] as const;

export const check: Command = {
  name: 'check',
  summary: 'Checks access definitions and reports every broken link.',
  operands: '[PATH…]',
  options: [
    formatOption('text', 'json'),
    {
      name: 'fail-on',
      argument: severities.join('|'),
      choices: severities,
      doc: 'exit with 1 when a finding is at least this grave (default warning)',
    },
    ...rootOptions,
  ],

  async run(invocation) {
    const outcome = await load(invocation);
    if (!outcome.ok) {
      invocation.world.err(`idc: ${outcome.message}\n`);
      return 2;
    }
    return report(outcome.loaded, invocation);
  },
};

function report({ analysis, isWanted }: Loaded, { options, world }: Invocation): ExitCode {
  const findings = analysis.findings.filter((it) => isWanted(it.at.path));
  const text = options.text('format') === 'json' ? json(findings, analysis.files) : undefined;
  world.out(text ?? findingsText(findings, analysis.files, wantsColor(world)));
  const threshold = severities.findIndex((it) => it === (options.text('fail-on') ?? 'warning'));
  return findings.some((it) => severities.indexOf(it.severity) <= threshold) ? 1 : 0;
}

function json(findings: readonly Finding[], files: Loaded['analysis']['files']): string {
  return `${JSON.stringify(findingsReport(findings, files), undefined, 2)}\n`;
}
