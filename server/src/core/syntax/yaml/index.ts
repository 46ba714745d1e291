/** YAML as text: tree with spans, problems, edits. One file at a time, never fails, decides no types. */

export { duplicateKeys } from './duplicate-keys';
export { addEntry, addItem, removeEntry, removeItem, replaceScalar } from './edit';
export { parse, parseSteps } from './parse';
export { type PathAt, pathAt, type Step } from './path';
export {
  addProblem,
  type Field,
  fieldsOf,
  isNull,
  locationOf,
  type Reading,
  readFields,
  readItems,
  readKnownFields,
  readScalar,
  textOf,
} from './read';
export type * from './tree';
