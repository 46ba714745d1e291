/** What a request must say of a document, so that one that is malformed is refused rather than taken for a mistake of ours. */
import { ErrorCodes, Position, Range, ResponseError, TextDocumentIdentifier } from 'vscode-languageserver';
import { isObject } from '../core/base';

type Parameter = 'textDocument' | 'position' | 'range';

const checks: Readonly<Record<Parameter, (value: unknown) => boolean>> = {
  textDocument: (value) => isObject(value) && TextDocumentIdentifier.is(value),
  position: Position.is,
  range: Range.is,
};

const inDocument: Readonly<Record<string, readonly Parameter[]>> = {
  'textDocument/codeAction': ['textDocument', 'range'],
  'textDocument/codeLens': ['textDocument'],
  'textDocument/completion': ['textDocument', 'position'],
  'textDocument/definition': ['textDocument', 'position'],
  'textDocument/documentSymbol': ['textDocument'],
  'textDocument/hover': ['textDocument', 'position'],
  'textDocument/inlayHint': ['textDocument', 'range'],
  'textDocument/prepareRename': ['textDocument', 'position'],
  'textDocument/references': ['textDocument', 'position'],
  'textDocument/rename': ['textDocument', 'position'],
  'textDocument/semanticTokens/full': ['textDocument'],
};

/** Throws the answer to a request that lacks what its method needs. */
export function requireParameters(method: string, params: unknown): void {
  const given = isObject(params) ? params : {};
  const wrong = inDocument[method]?.find((name) => !checks[name](Reflect.get(given, name)));
  if (wrong !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, `${method}: ${wrong} is malformed`);
}
