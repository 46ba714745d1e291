/** HCL as text: lexer, parser, tree, edits. One file at a time, never fails, evaluates nothing. */
export { parse } from './parse';
export type * from './tree';
