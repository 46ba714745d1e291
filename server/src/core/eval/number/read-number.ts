/** Numbers as they are written down in text. */
import type { Origin } from '../../base';
import { TOO_LARGE } from '../expression/limits';
import { NUMBER } from '../type/type';
import { numberValue, unknownValue } from '../value/construct';
import type { Value } from '../value/value';
import { isLargeNumber, parseDecimal } from './number';

/** A number, unknown where it is absurdly large; `undefined` for text that is none. */
export function readNumber(text: string, origin: Origin): Value | undefined {
  const number = parseDecimal(text);
  if (number) return numberValue(number, origin);
  return isLargeNumber(text) ? unknownValue(TOO_LARGE, origin, NUMBER) : undefined;
}
