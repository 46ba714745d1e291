import { isKnown } from '../base';
import { correctValue, defineRule, type Note, replaceNumber, replaceValue } from './support/rule';
import { hoursOf } from './support/session-duration';

/** The provider checks nothing but the length, so that a plan passes and the apply fails. */
export const invalidSessionDuration = defineRule({
  name: 'invalid-session-duration',
  summary: 'A session duration is not in ISO 8601, or not between 1 and 12 hours.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const { sessionDuration, sessionMinutes } of declared.permissionSets.all) {
      if (!sessionDuration || !isKnown(sessionDuration)) continue;
      const { value } = sessionDuration;
      const hours = hoursOf(value);
      if (hours !== undefined && hours >= 1 && hours <= 12) continue;
      if (sessionMinutes !== undefined) {
        report(sessionDuration, noteOnMinutes(sessionMinutes));
        continue;
      }
      const suggestion = suggestionFor(value, hours);
      report(sessionDuration, {
        message: `the session duration "${value}" ${reason(hours)}`,
        fixes: () =>
          suggestion === undefined ? [] : [isInHours(value) ? correctValue(suggestion) : replaceValue(suggestion)],
      });
    }
  },
});

function noteOnMinutes(minutes: number): Note {
  const nearest = minutes > 720 ? 720 : 60;
  return {
    message: `the session duration of ${minutes} minutes ${reason(minutes / 60)}`,
    fixes: () => [replaceNumber(nearest)],
  };
}

function reason(hours: number | undefined): string {
  if (hours === undefined) return 'is not in ISO 8601, as in PT8H or PT90M';
  return hours > 12 ? 'is longer than 12 hours' : 'is shorter than 1 hour';
}

/** `8` may have been meant as minutes, and 13 hours as anything; `8h` can mean nothing else. */
function isInHours(value: string): boolean {
  return /^\s*(pt?\s*\d+|(pt?)?\d+\s*h(ours?)?)\s*$/i.test(value) && hoursOf(value) === undefined;
}

/** `8h`, `pt8h`, `PT8` and `8` are evidently hours. */
function suggestionFor(value: string, hours: number | undefined): string | undefined {
  if (hours !== undefined) return hours > 12 ? 'PT12H' : 'PT1H';
  const count = Number(/^\s*(?:pt?)?(\d{1,2})\s*(?:h|hours?)?\s*$/i.exec(value)?.[1] ?? 0);
  return count >= 1 && count <= 12 ? `PT${count}H` : undefined;
}
