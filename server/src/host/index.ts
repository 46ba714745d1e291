/** The only room that touches the world. `createNodeHost` builds the real one. */
export { branchPointText } from './branch-point';
export type * from './file-system';
export type * from './host';
export { createNodeHost, type NodeHostOptions } from './node';
export { guardOutput, interruption } from './program';
export type * from './repository';
