/** Files, Git, clock, log and AWS: all I/O is here. `createNodeHost` builds the real one. */

export type * from './files/file-system';
export { isWithin } from './files/is-within';
export { maxFileBytes, maxListedFiles } from './files/limits';
export { branchPointText } from './git/branch-point';
export type * from './git/repository';
export type * from './host';
export { createNodeHost, type NodeHostOptions } from './node';
export { guardOutput, interruption } from './program';
