/** How deep JSON nests, told without recursion. */
import { Code } from '../scanner/characters';

const MAX_DEPTH = 200;

/** Where brackets nest deeper than anyone writes them, or `undefined`. */
export function exceedsDepth(text: string): number | undefined {
  let depth = 0;
  for (let position = 0; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === Code.quote) position = stringEnd(text, position);
    else if (code === Code.openBrace || code === Code.openBracket) depth++;
    else if (code === Code.closeBrace || code === Code.closeBracket) depth--;
    if (depth > MAX_DEPTH) return position;
  }
  return undefined;
}

/** The closing quote, or the last character of a line where a string is not closed. */
function stringEnd(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === Code.quote || code === Code.lineFeed) return position;
    if (code === Code.backslash) position++;
  }
  return text.length;
}
