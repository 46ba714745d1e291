/** What AWS, or the comparison with it, leaves open, each as a sentence's end. */
import type { LiveReason, UnknownReason } from '../reasons';
import type { Sentences } from './sentences';

export const live: Sentences<LiveReason, UnknownReason> = {
  live: ({ text }) => text,
  'may-be-live': ({ because }, say) => `a live assignment there may be this one: ${say(because)}`,
  'may-be-declared': ({ because }, say) => `an assignment of the code may be this one: ${say(because)}`,
  'no-such-key': ({ key }) => `the code has no resource with the key "${key}"`,
};
