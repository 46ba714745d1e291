/** Why a refresh reads everything anew: the end of a sentence. */
import type { RereadReason } from '../reasons';
import { formatterOf } from './sentences';
import { unknownText } from './unknown';

export const rereadText: (reason: RereadReason) => string = formatterOf<RereadReason>({
  'other-instance': () => 'it is of another instance',
  'names-replaced': () => 'it has pseudonyms instead of names',
  'missing-rights': () => 'it has gaps for want of rights',
  'short-lists': () => 'not all of its lists are whole',
  'short-assignments': () => 'its assignments are not whole',
  'missing-policies': () => 'it lacks policies of permission sets',
  'missing-members': () => 'it lacks members of groups',
  'ages-not-said': () => 'it does not say how old its parts are',
  'dated-ahead': ({ dated }) => `the snapshot is dated ${dated}, which is yet to come`,
  'accounts-not-listed': () => 'accounts could not be listed',
  'accounts-left': ({ accounts }) => `account ${accounts.join(', ')} left the organization`,
  'many-requests': ({ count }) => `there were ${count} requests since`,
  'requests-unread': ({ reason }) => `the request history could not be read: ${unknownText(reason)}`,
  'request-without-subject': ({ id }) => `a request does not say what it was about: ${id}`,
  'too-much-changed': () => 'too much has changed',
  'requests-too-short': ({ requests, from, trail }, textOf) => {
    const text = `the history of ${requests.map((kind) => `${kind}s`).join(' and ')} does not reach back to ${from}`;
    return trail ? `${text}; ${textOf(trail)}` : text;
  },
  'not-in-management-account': () => 'CloudTrail is whole in the management account only',
  'administrators-unread': () => 'whether there is a delegated administrator may not be read',
  'delegated-administrators': ({ accounts }) =>
    `the delegated administrator ${accounts.join(', ')} has a trail of its own`,
  'trail-too-short': ({ days }) => `CloudTrail's history holds ${days} days`,
  'trail-too-long': ({ changes }) => `CloudTrail has more than ${changes} changes since`,
  'trail-unread': ({ reason }) => unknownText(reason),
  'change-not-understood': ({ name }) => `CloudTrail tells of a change that is not understood: ${name}`,
});
