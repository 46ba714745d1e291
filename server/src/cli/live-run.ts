/** What every command that asks AWS shares: progress on a terminal, and how a failure is told. */
import type { Failure, LiveEvent } from '../core/live';
import type { Aws } from '../host';
import type { Invocation } from './command';
import type { ExitCode } from './exit-code';
import type { World } from './world';

export function failed(failure: Failure, world: World): ExitCode {
  world.err(`idc: ${failure.message}. ${failure.nextStep}\n`);
  return 2;
}

/** The AWS that `--profile`, `--region` and `--instance` name. */
export function awsOf({ options, world }: Invocation): { readonly aws: Aws; readonly profile: string | undefined } {
  const aws = world.host.aws.at({ region: options.text('region'), instance: options.text('instance') });
  return { aws, profile: options.text('profile') ?? world.env.AWS_PROFILE };
}

export type Progress = { readonly emit: (event: LiveEvent) => void; readonly end: () => void };

/** One line that rewrites itself; nothing at all where stderr is not a terminal. */
export function progressOn({ err, errIsTerminal }: World): Progress {
  if (!errIsTerminal) return { emit: () => {}, end: () => {} };
  const clear = '\r\u001b[K';
  return {
    emit: (event) => {
      if (event.kind === 'progress') err(`${clear}${line(event)}`);
    },
    end: () => err(clear),
  };
}

function line({ what, done, total }: Extract<LiveEvent, { kind: 'progress' }>): string {
  return total === undefined ? `Reading ${what}: ${done}` : `Reading ${what}: ${done} of ${total}`;
}
