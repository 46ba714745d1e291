/** Colors as LSP packs them: line by line, each token relative to the one before it. */
import { type SemanticTokens, SemanticTokensBuilder } from 'vscode-languageserver';
import { isTerraform } from '../../core/analysis';
import type { LineIndex, SourceFile } from '../../core/base';
import * as features from '../../core/features';
import { indexOf } from '../convert';

export const semanticLegend = { tokenTypes: [...features.colors], tokenModifiers: [] };

/**
 * In UTF-16 units. Of a longer file only the editor's own grammar colors the words: its tokens would be parsed, packed and
 * sent as a whole after each keystroke.
 */
export const maxTextLength = 500_000;

/** Colors do not wait for the analysis: they follow from the text alone. JSON has its own colors in every editor. */
export function semanticTokens(file: SourceFile): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  if (!isTerraform(file.path) || file.path.endsWith('.json') || file.text.length > maxTextLength)
    return builder.build();
  for (const { span, color } of features.colorTerraform(file)) {
    const type = features.colors.indexOf(color);
    for (const piece of lines(file, span)) builder.push(piece.line, piece.column, piece.length, type, 0);
  }
  return builder.build();
}

type Piece = { readonly line: number; readonly column: number; readonly length: number };

/** A token of several lines (a heredoc, a block comment) is told a line at a time: not every editor takes longer ones. */
function lines(file: SourceFile, { start, end }: { readonly start: number; readonly end: number }): readonly Piece[] {
  const index = indexOf(file);
  const first = index.placeOf(start).line;
  const last = index.placeOf(Math.max(start, end - 1)).line;
  const pieces: Piece[] = [];
  for (let line = first; line <= last; line++) pieces.push(pieceOf(index, line, start, end));
  return pieces.filter((it) => it.length > 0);
}

function pieceOf(index: LineIndex, line: number, start: number, end: number): Piece {
  const from = Math.max(start, index.offsetOf({ line, column: 0 }));
  const to = line + 1 < index.lineCount ? Math.min(end, index.offsetOf({ line: line + 1, column: 0 })) : end;
  return { line, column: index.placeOf(from).column, length: to - from };
}
