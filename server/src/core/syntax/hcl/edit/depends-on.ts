/** `depends_on`, whose items are addresses: bare in HCL, strings in JSON. */
import { locationIn, type Span, type TextEdit } from '../../../base';
import { isJson } from '../json/parse-json';
import { indentation, lineBreak, lineStart } from '../tree/lines';
import type { Block, TupleExpression } from '../tree/tree';
import { addLines, addToList, type Insertion } from './add';
import { addAttribute, addTupleItem, type Source } from './edit';
import { pathTo } from './target';

/** Adds to the list of the outermost block around a span what it does not name yet, or writes a new list. */
export function addDependsOn(source: Source, at: Span, addresses: readonly string[]): readonly TextEdit[] {
  const [outermost] = pathTo(source.file, at);
  if (outermost?.kind !== 'block') return [];
  const written = outermost.node.body.attributes.find(({ name }) => name.text === 'depends_on');
  if (!written) return newList(source, outermost.node, addresses);
  if (written.value.kind !== 'tuple') return [];
  const { value: list } = written;
  const named = new Set(list.items.map(({ span }) => source.text.slice(span.start, span.end)));
  const missing = addresses.filter((it) => !named.has(it) && !named.has(JSON.stringify(it)));
  return missing.length === 0 ? [] : longerList(source, list, missing);
}

function newList(source: Source, block: Block, addresses: readonly string[]): readonly TextEdit[] {
  if (isJson(source.file.path)) return addAttribute(source, block, { name: 'depends_on', value: addresses });
  return inserted(source, addLines(source.text, block, { name: 'depends_on', text: `[${addresses.join(', ')}]` }));
}

function longerList(source: Source, list: TupleExpression, addresses: readonly string[]): readonly TextEdit[] {
  const [first = ''] = addresses;
  if (isJson(source.file.path)) return addresses.length === 1 ? addTupleItem(source, list, first) : [];
  return inserted(source, addToList(source.text, list, addresses.join(separator(source.text, list))));
}

/** Items on lines of their own stay so. */
function separator(text: string, list: TupleExpression): string {
  const last = list.items.at(-1);
  const isOwnLine = last && lineStart(text, last.span.start) !== lineStart(text, list.span.start);
  return isOwnLine ? `,${lineBreak(text)}${indentation(text, last.span.start)}` : ', ';
}

function inserted({ file }: Source, { at, text }: Insertion): readonly TextEdit[] {
  return [{ ...locationIn(file.path, at), text }];
}
