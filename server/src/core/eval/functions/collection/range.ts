/** `range`: numbers from a start up to, or down to, an end that no longer belongs to them. */

import { spend } from '../../expression/limits';
import { add, compareNumbers, isNegative, numberWeight, wholeNumber } from '../../number/number';
import { NUMBER } from '../../type/type';
import { listValue, numberValue } from '../../value/construct';
import type { Decimal, Value } from '../../value/value';
import { type CallSite, failed } from '../function';

export function range(args: readonly Value[], site: CallSite): Value {
  const numbers = args.flatMap((arg) => (arg.kind === 'number' ? [arg.value] : []));
  const [first, second, third] = numbers;
  if (!first || numbers.length > 3) return failed(site, 'must have one, two, or three arguments');
  const start = second ? first : wholeNumber(0);
  const end = second ?? first;
  return steps(start, end, third, site);
}

function steps(start: Decimal, end: Decimal, given: Decimal | undefined, site: CallSite): Value {
  const isDown = compareNumbers(end, start) < 0;
  const step = given ?? wholeNumber(isDown ? -1 : 1);
  if (step.digits === 0n && compareNumbers(start, end) !== 0) return failed(site, 'step must not be zero');
  if (isDown && !isNegative(step)) return failed(site, 'end must be greater than start when step is positive');
  if (!isDown && isNegative(step) && compareNumbers(end, start) > 0) {
    return failed(site, 'end must be less than start when step is negative');
  }
  const numbers: Value[] = [];
  for (let current = start; isNegative(step) ? compareNumbers(current, end) > 0 : compareNumbers(current, end) < 0; ) {
    if (numbers.length >= 1024) {
      return failed(
        site,
        'more than 1024 values were generated; either decrease the difference between start and end or use a smaller step',
      );
    }
    spend(2 + numberWeight(current));
    numbers.push(numberValue(current, site.origin));
    current = add(current, step);
  }
  return listValue(numbers, NUMBER, site.origin);
}
