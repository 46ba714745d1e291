/** HCL as text: lexer, parser, tree, edits. One file at a time, never fails, evaluates nothing. */

export type { NewItem } from './edit/add';
export { addDependsOn } from './edit/depends-on';
export {
  addAttribute,
  addBlock,
  addObjectItem,
  addTupleItem,
  remove,
  replaceNode,
  replaceString,
  type Source,
} from './edit/edit';
export { pathTo } from './edit/target';
export { isJson } from './json/parse-json';
export { maxTextLength, parse, parseDocument } from './parser/parse';
export { type Token, type TokenKind, tokens } from './scanner/tokens';
export { expressionsIn } from './tree/children';
export { expressionAt, pathAt, type Step, walk, walkExpression } from './tree/lookup';
export { isIdentifier, type Plain, quoted } from './tree/plain';
export type * from './tree/tree';
