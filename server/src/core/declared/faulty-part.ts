/** What we failed to read: it may declare anything, so that no listing is complete, and is listed as not known. */
import { type Fault, type Location, locationIn, type Problem, type SourceFile, unknown } from '../base';
import type * as model from '../model';
import type { FaultSubject } from '../reasons';
import { gapKinds, type Part, partWithGaps } from './part';

/** `at`: where it is shown. */
export function faultyPart(fault: Fault, at: Location = nowhere): Part {
  const because = unknown(fault.reason, { at });
  const gaps = gapKinds.map((of) => ({ of, because }));
  return { ...partWithGaps(gaps), unknowns: [faultyFact(fault, at)], faults: [fault], broken: [at.path] };
}

export function faultyFact({ reason }: Fault, at: Location): model.UnknownFact {
  return { address: addressOf(reason.during), attribute: 'access', because: reason, origin: { at } };
}

/** Of a file that we failed to parse: its only one. */
export function faultyProblem(fault: Fault, { path }: Pick<SourceFile, 'path'>): Problem {
  return { at: locationIn(path, { start: 0, end: 0 }), reason: fault.reason, fault };
}

const nowhere: Location = { path: '', start: 0, end: 0 };

function addressOf(it: FaultSubject): string {
  if ('path' in it) return it.path === '' ? '.' : it.path;
  return 'name' in it ? it.name : it.kind;
}
