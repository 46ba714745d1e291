/** Numbers as they are written down in text. */
import type { Origin } from '../base';
import { numberValue, unknownValue } from './construct';
import { TOO_LARGE } from './limits';
import { isLargeNumber, parseDecimal } from './number';
import { NUMBER } from './type';
import type { Value } from './value';

/** A number, unknown where it is absurdly large; `undefined` for text that is none. */
export function readNumber(text: string, origin: Origin): Value | undefined {
  const number = parseDecimal(text);
  if (number) return numberValue(number, origin);
  return isLargeNumber(text) ? unknownValue(TOO_LARGE, origin, NUMBER) : undefined;
}
