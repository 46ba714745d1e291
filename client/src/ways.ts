/** What to do after a failure, as a button; none where the next step is outside the editor. */
import type { CommandId } from '../../server/src/protocol';

export type Way = { readonly title: string; readonly command: CommandId };

const showOutput: Way = { title: 'Show Output', command: 'idc.showOutput' };
const signIn: Way = { title: 'Sign In', command: 'idc.signIn' };
const refresh: Way = { title: 'Try Again', command: 'idc.refresh' };
const selectProfile: Way = { title: 'Select Profile', command: 'idc.selectProfile' };
const read: Way = { title: 'Read Live Access', command: 'idc.refresh' };

/** A second way, where one may lie with somebody else. */
export const besides: Readonly<Record<string, Way | undefined>> = {
  denied: { title: 'Copy Read-Only Policy', command: 'idc.copyPolicy' },
};

/** By the kind of the failure. */
export const nextAfter: Readonly<Record<string, Way | undefined>> = {
  'signed-out': signIn,
  'no-profile': selectProfile,
  'no-instance': selectProfile,
  denied: selectProfile,
  throttled: refresh,
  offline: refresh,
  'no-snapshot': read,
  'not-looked': { title: 'Check Policies', command: 'idc.checkPolicies' },
  'bad-snapshot': { title: 'Open Another', command: 'idc.openSnapshot' },
  unexpected: showOutput,
};
