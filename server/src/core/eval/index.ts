/** Terraform evaluated without Terraform: values, unknowns and origins. Knows HCL; knows nothing of Identity Center. */

export { evaluateExpression } from './expression/expression';
export type { Scope } from './expression/scope';
export { numberText, parseDecimal, wholeNumber } from './number/number';
export type * from './project/evaluated';
export { faultyRoot } from './project/faulty-root';
export { createMemory, type Memory } from './project/memory';
export { evaluateProject, evaluatingProject } from './project/project';
export { convert } from './type/defaults';
export type * from './type/type';
export { evaluateType } from './type/type-constraint';
export { typeOf } from './type/type-of';
export { dependenciesIn } from './value/attribute-dependencies';
export {
  boolValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownValue,
} from './value/construct';
export { stringsIn } from './value/strings-in';
export type * from './value/value';
export { valuesIn } from './value/values-in';
