import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './host';

export const nodeClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, signal ? { signal } : undefined);
  },
};
