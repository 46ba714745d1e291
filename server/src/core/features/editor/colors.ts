/** What the words of a Terraform file are, for coloring: tokens tell strings from numbers, the tree tells names apart. */
import type { SourceFile, Span } from '../../base';
import * as hcl from '../../syntax/hcl';

export type Colored = { readonly span: Span; readonly color: Color };

export const colors = [
  'type',
  'enumMember',
  'property',
  'variable',
  'function',
  'keyword',
  'string',
  'number',
  'comment',
] as const;

export type Color = (typeof colors)[number];

export function colorTerraform(file: SourceFile): readonly Colored[] {
  const names = colorsOfNames(hcl.parse(file).body);
  return wholeStrings(hcl.tokens(file.text)).flatMap(({ kind, span }) => {
    const color = names.get(span.start) ?? tokenColors[kind];
    return color ? [{ span, color }] : [];
  });
}

/** The quotes are tokens of their own; to the eye a string is one thing. */
function wholeStrings(tokens: readonly hcl.Token[]): readonly hcl.Token[] {
  const whole: hcl.Token[] = [];
  for (const token of tokens) {
    const before = whole.at(-1);
    if (token.kind !== 'string' || before?.kind !== 'string') whole.push(token);
    else whole[whole.length - 1] = { kind: 'string', span: { start: before.span.start, end: token.span.end } };
  }
  return whole;
}

const tokenColors: Readonly<Partial<Record<hcl.TokenKind, Color>>> = {
  comment: 'comment',
  keyword: 'keyword',
  number: 'number',
  string: 'string',
  mark: 'keyword',
};

type Names = Map<number, Color>;

/** The color of each name by where it begins; an offset begins one token only. */
function colorsOfNames(body: hcl.Body): ReadonlyMap<number, Color> {
  const names: Names = new Map();
  colorBody(body, names);
  return names;
}

function colorBody(body: hcl.Body, names: Names): void {
  for (const { name, value } of body.attributes) {
    names.set(name.span.start, 'property');
    hcl.walkExpression(value, (expression) => colorExpression(expression, names));
  }
  for (const block of body.blocks) {
    names.set(block.type.span.start, 'type');
    for (const label of block.labels) names.set(label.span.start, 'enumMember');
    colorBody(block.body, names);
  }
}

function colorExpression(expression: hcl.Expression, names: Names): void {
  switch (expression.kind) {
    case 'variable':
      names.set(expression.span.start, 'variable');
      return;
    case 'attribute':
      names.set(expression.name.span.start, 'property');
      return;
    case 'call':
      names.set(expression.name.span.start, 'function');
      return;
    case 'object':
      for (const { key } of expression.items) {
        if (key.kind === 'template' && key.quote === 'bare') names.set(key.span.start, 'property');
      }
      return;
    case 'for-tuple':
    case 'for-object':
      for (const name of [expression.key, expression.item]) if (name) names.set(name.span.start, 'variable');
      return;
    default:
  }
}
