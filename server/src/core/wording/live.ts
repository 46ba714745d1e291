/** What AWS, or the comparison with it, leaves open, each as a sentence's end. */
import type { LiveReason, UnknownReason } from '../reasons';
import { callTime } from './call-time';
import { failureText } from './failure';
import type { Sentences } from './sentences';

export const live: Sentences<LiveReason, UnknownReason> = {
  'refresh-unfinished': () => 'the refresh is not finished',
  'not-described': ({ id }) => `${id} was not described`,
  'principal-nameless': (it) => `${principalText(it)} has no name`,
  /** Deleting a group or user leaves its assignments behind (IAM Identity Center user guide, troubleshooting). */
  'principal-gone': (it) => `${principalText(it)} no longer exists`,
  'principal-not-looked-up': (it) => `${principalText(it)} could not be looked up`,
  'accounts-not-listed': () => 'accounts were not listed',
  'only-provisioned-pairs': () =>
    'not every principal could be asked, and a pair is only asked where its permission set is provisioned',
  'policies-kept-in-accounts': () => 'policies are kept in each account',
  'names-replaced': () => 'names were replaced by pseudonyms',
  denied: ({ action }) => `the role in use may not do this: ${action}`,
  'role-denied': ({ role, action }) => `your role ${role} may not do this: ${action}`,
  throttled: ({ action }) => `AWS kept throttling the requests: ${action}`,
  'deleted-meanwhile': () => 'it was deleted while AWS was read: refresh again',
  failed: ({ reason }) => failureText({ reason }).message,
  'no-role-in-account': () => 'you have no role in this account',
  'check-ended-early': () => 'the check ended before it came to this account',
  'more-than-described': () => 'there are more than we describe, the newest first',
  'call-for-each': ({ of, calls }) => {
    const hint = of === 'user' ? '; idc explain asks for the user it is about' : '';
    return `each ${of} would be a call of its own: ${callTime(calls)}${hint}`;
  },

  'names-are-pseudonyms': () => 'the snapshot has pseudonyms instead of names',
  'assignments-not-listed': () => 'not every live assignment could be listed',
  'principals-not-listed': () => 'not every principal could be listed',
  'live-not-read': () => 'live access was not read',
  'nothing-declared': () => 'the code declares no assignments',
  'declared-not-known': () => 'not everything the code declares is known',
  'live-policies-not-read': () => 'not all live policies could be read',
  'declared-policies-not-known': () => 'not all policies the code attaches are known',
  'not-known': () => 'not known',
  'may-be-live': ({ because }, textOf) => `a live assignment there may be this one: ${textOf(because)}`,
  'may-be-declared': ({ because }, textOf) => `an assignment of the code may be this one: ${textOf(because)}`,
  'no-such-key': ({ key }) => `the code has no resource with the key "${key}"`,

  'said-in-file': ({ text }) => text,
  'not-said-in-file': () => 'the snapshot does not say why',
};

function principalText({ principalType, id }: { readonly principalType: 'GROUP' | 'USER'; readonly id: string }) {
  return `${principalType === 'GROUP' ? 'group' : 'user'} ${id}`;
}
