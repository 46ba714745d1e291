/** Terraform evaluated without Terraform: values, unknowns and origins. Knows HCL; knows nothing of Identity Center. */
export { boolValue, nullValue, numberValue, objectValue, stringValue, tupleValue, unknownValue } from './construct';
export { convert } from './defaults';
export type * from './evaluated';
export { evaluateExpression } from './expression';
export { madeOfIn } from './made-of';
export { createMemory, type Memory } from './memory';
export { numberText, parseDecimal, wholeNumber } from './number';
export { evaluateProject, evaluatingProject } from './project';
export type { Scope } from './scope';
export { stringsIn } from './strings-in';
export type * from './type';
export { evaluateType } from './type-constraint';
export { typeOf } from './type-of';
export type * from './value';
