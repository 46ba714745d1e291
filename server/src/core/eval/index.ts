/** Terraform evaluated without Terraform: values, unknowns and origins. Knows HCL; knows nothing of Identity Center. */
export type * from './evaluated';
export { evaluateProject } from './project';
export type * from './type';
export type * from './value';
