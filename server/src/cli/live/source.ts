/** Where live access comes from: an AWS profile, or a snapshot file that somebody saved before. */
import { resolve } from 'node:path';
import type { Snapshot } from '../../core/live';
import { awsOptions, type Invocation, type Option } from '../command';
import { refused } from '../context';
import type { ExitCode } from '../exit-code';
import { awsOf, failed, progressOn } from './aws-run';

export const snapshotOption: Option = {
  name: 'snapshot',
  argument: 'FILE',
  doc: 'read this snapshot file (idc snapshot) instead of asking AWS',
};

export const sinceOption: Option = {
  name: 'since',
  argument: 'FILE',
  doc: 'ask AWS again only for what can have changed since this snapshot; for everything where that is not certain',
};

export type LiveOutcome =
  | { readonly ok: true; readonly snapshot: Snapshot }
  | { readonly ok: false; readonly code: ExitCode };

/** Whichever of the two was named; a file and a profile at once would leave open which one speaks. */
export async function liveAccess(invocation: Invocation): Promise<LiveOutcome> {
  const { options, context } = invocation;
  if (options.text('snapshot') === undefined) return pulled(invocation);
  const other = awsOptions.find(({ name }) => options.text(name) !== undefined);
  if (other) return { ok: false, code: refused(`--snapshot and --${other.name} cannot be combined`, context) };
  if (options.text('since') !== undefined) {
    return { ok: false, code: refused('--since asks AWS, and --snapshot does not: name one of them', context) };
  }
  const read = await savedSnapshot(invocation);
  if (!read.ok) return { ok: false, code: refused(read.message, context) };
  return read.snapshot ? { ok: true, snapshot: read.snapshot } : pulled(invocation);
}

export type SavedOutcome =
  | { readonly ok: true; readonly snapshot: Snapshot | undefined }
  | { readonly ok: false; readonly message: string };

/** The snapshot of `--snapshot`; none where the option is not given. */
export function savedSnapshot(invocation: Invocation): Promise<SavedOutcome> {
  return snapshotAt('snapshot', invocation);
}

async function snapshotAt(option: 'snapshot' | 'since', { options, context }: Invocation): Promise<SavedOutcome> {
  const path = options.text(option);
  if (path === undefined) return { ok: true, snapshot: undefined };
  const opened = await context.host.snapshots.open(resolve(context.cwd, path));
  return opened.ok ? opened : { ok: false, message: `can't read the snapshot ${path}: ${opened.message}` };
}

async function pulled(invocation: Invocation): Promise<LiveOutcome> {
  const { context } = invocation;
  const { aws, profile } = awsOf(invocation);
  const since = await snapshotAt('since', invocation);
  if (!since.ok) return { ok: false, code: refused(since.message, context) };
  const progress = progressOn(context);
  const result = await aws.pull(profile, progress.emit, context.signal, { since: since.snapshot });
  progress.end();
  return result.ok ? { ok: true, snapshot: result.value } : { ok: false, code: failed(result.failure, invocation) };
}
