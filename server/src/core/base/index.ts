/** What every other package builds on: text, places, origins and memory. Knows nothing of HCL, YAML, AWS or Identity Center. */

export { applyEdits, type TextEdit } from './edit';
export { firstFew } from './first-few';
export { matchesGlob, matchesPath } from './glob';
export { groupBy } from './group';
export { isObject } from './is-object';
export { type LineIndex, lineIndex, type Place } from './line-index';
export { isKnown, type Known, known, type Maybe, type Unknown, unknown } from './maybe';
export { keepList, rememberEach, rememberEachInSteps, rememberLast, sameItems } from './memory';
export { compareText, nearest } from './nearest';
export { authors, type Hop, hops, type Origin, originAt, withChoice, withHop } from './origin';
export type { Outcome, Problem } from './problem';
export { reasonKey, sameReason } from './reason-key';
export { runToEnd } from './run-to-end';
export { contains, type Location, locationIn, type SourceFile, type Span, span } from './span';
