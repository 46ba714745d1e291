/** What to do after a failure, as a button; none where the next step is outside the editor. */
import type { CommandId } from '../../server/src/protocol';

export type Action = { readonly title: string; readonly command: CommandId };

const showOutput: Action = { title: 'Show Output', command: 'idc.showOutput' };
const signIn: Action = { title: 'Sign In', command: 'idc.signIn' };
const refresh: Action = { title: 'Try Again', command: 'idc.refresh' };
const selectProfile: Action = { title: 'Select Profile', command: 'idc.selectProfile' };
const read: Action = { title: 'Read Live Access', command: 'idc.refresh' };

/** A second button, for failures that somebody else may have to fix. */
export const secondaryActions: Readonly<Record<string, Action | undefined>> = {
  denied: { title: 'Copy Read-Only Policy', command: 'idc.copyPolicy' },
};

/** By the kind of the failure. */
export const nextActions: Readonly<Record<string, Action | undefined>> = {
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
