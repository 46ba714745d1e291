/** What every command that asks AWS shares: progress on a terminal, and how a failure is told. */
import { progressText } from '../../core/features';
import { oneLine } from '../../core/features/report';
import type { LiveEvent } from '../../core/live';
import type { Failure } from '../../core/reasons';
import { failureText } from '../../core/wording';
import type { Aws } from '../../host';
import type { Invocation } from '../command';
import { type CliContext, refused } from '../context';
import type { ExitCode } from '../exit-code';

/** Failures are worded for the editor too; what only the command line has is added here. */
export function failed(failure: Failure, invocation: Invocation): ExitCode {
  const { context } = invocation;
  const { kind } = failure;
  const { message, nextStep } = failureText(failure);
  const isUnnamed = kind === 'signed-out' && profileOf(invocation) === undefined;
  const hint = isUnnamed ? ' --profile or AWS_PROFILE names the profile.' : '';
  return refused(kind === 'cancelled' ? 'stopped' : `${message}. ${nextStep}${hint}`, context);
}

function profileOf({ options, context }: Invocation): string | undefined {
  return options.text('profile') ?? context.env.AWS_PROFILE;
}

/** The AWS that `--profile`, `--region` and `--instance` name. */
export function awsOf(invocation: Invocation): { readonly aws: Aws; readonly profile: string | undefined } {
  const { options, context } = invocation;
  const aws = context.host.aws.at({ region: options.text('region'), instance: options.text('instance') });
  return { aws, profile: profileOf(invocation) };
}

export type Progress = { readonly emit: (event: LiveEvent) => void; readonly end: () => void };

/** One line that rewrites itself; nothing at all where stderr is not a terminal. */
export function progressOn({ err, errIsTerminal }: CliContext): Progress {
  if (!errIsTerminal) return { emit: () => {}, end: () => {} };
  const clear = '\r\u001b[K';
  return {
    emit: (event) => {
      if (event.kind === 'progress') err(`${clear}${oneLine(`Reading: ${progressText(event)}`)}`);
    },
    end: () => err(clear),
  };
}
