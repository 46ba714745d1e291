/** HCL as text: lexer, parser, tree, edits. One file at a time, never fails, evaluates nothing. */
export { expressionsIn } from './children';
export {
  addAttribute,
  addBlock,
  addObjectItem,
  addTupleItem,
  remove,
  replaceNode,
  replaceString,
  type Source,
} from './edit';
export type { NewItem } from './edit-add';
export { addDependsOn } from './edit-depends-on';
export { pathTo } from './edit-target';
export { isJson } from './json';
export { expressionAt, pathAt, type Step, walk, walkExpression } from './lookup';
export { parse } from './parse';
export { isIdentifier, type Plain, quoted } from './plain';
export { type Token, type TokenKind, tokens } from './tokens';
export type * from './tree';
