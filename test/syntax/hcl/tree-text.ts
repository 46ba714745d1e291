/** A syntax tree as indented text: one node a line, with its offsets, for the `*.tree` pages. */
import { lineIndex, type Span } from '../../../server/src/core/base';
import type * as hcl from '../../../server/src/core/syntax/hcl';
import { incompleteText, problemText } from '../../../server/src/core/wording';

export function treeText(file: hcl.File, text: string): string {
  const lines = [...body(file.body), ...comments(file), ...problems(file, text)];
  return `${lines.join('\n')}\n`;
}

type Lines = readonly string[];

function indent(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}

function at({ start, end }: Span): string {
  return `${start}..${end}`;
}

function node(title: string, span: Span, below: Lines): Lines {
  return [`${title} ${at(span)}`, ...indent(below)];
}

function body({ attributes, blocks }: hcl.Body): Lines {
  return [
    ...attributes.flatMap((it) => node(`${it.name.text} =`, it.span, expression(it.value))),
    ...blocks.flatMap((it) => node(header(it), it.span, [`body ${at(it.body.span)}`, ...indent(body(it.body))])),
  ];
}

function header({ type, labels, header: span }: hcl.Block): string {
  return `block ${[type.text, ...labels.map((it) => JSON.stringify(it.text))].join(' ')} (header ${at(span)})`;
}

function expression(it: hcl.Expression): Lines {
  switch (it.kind) {
    case 'number':
      return node(`number ${it.text}`, it.span, []);
    case 'bool':
      return node(String(it.value), it.span, []);
    case 'template':
      return node(`${it.quote} string`, it.span, it.parts.flatMap(part));
    case 'variable':
      return node(`variable ${it.name}`, it.span, []);
    case 'attribute':
      return node(`.${it.name.text}`, it.span, expression(it.object));
    case 'index':
      return node('index', it.span, [...expression(it.object), ...expression(it.key)]);
    case 'splat':
      return node(`${it.style} splat`, it.span, [...expression(it.source), ...it.each.flatMap(step)]);
    case 'call':
      return node(`call ${it.name.text}${it.spread ? ' ...' : ''}`, it.span, it.args.flatMap(expression));
    case 'unary':
      return node(`unary ${it.operator}`, it.span, expression(it.operand));
    case 'binary':
      return node(`binary ${it.operator}`, it.span, [...expression(it.left), ...expression(it.right)]);
    case 'conditional':
      return node('conditional', it.span, [it.condition, it.then, it.otherwise].flatMap(expression));
    case 'tuple':
      return node('tuple', it.span, it.items.flatMap(expression));
    case 'object':
      return node('object', it.span, it.items.flatMap(item));
    case 'for-tuple':
      return node(
        `for ${names(it)}`,
        it.span,
        [it.collection, it.value, ...condition(it.condition)].flatMap(expression),
      );
    case 'for-object':
      return node(`for ${names(it)}${it.grouping ? ' grouping' : ''}`, it.span, forObject(it));
    case 'parentheses':
      return node('parentheses', it.span, expression(it.inner));
    case 'invalid':
      return node(`invalid: ${incompleteText(it.because)}`, it.span, []);
    case 'null':
      return node('null', it.span, []);
  }
}

function forObject(it: hcl.ForObject): Lines {
  return [it.collection, it.keyResult, it.valueResult, ...condition(it.condition)].flatMap(expression);
}

function condition(it: hcl.Expression | undefined): readonly hcl.Expression[] {
  return it ? [it] : [];
}

function names({ key, item: value }: { readonly key: hcl.Name | undefined; readonly item: hcl.Name }): string {
  return key ? `${key.text}, ${value.text}` : value.text;
}

function item({ key, value, span }: hcl.ObjectItem): Lines {
  return node('item', span, [...expression(key), ...expression(value)]);
}

function step(it: hcl.SplatStep): Lines {
  if (it.kind === 'attribute') return node(`each .${it.name.text}`, it.span, []);
  if (it.kind === 'index') return node('each index', it.span, expression(it.key));
  return node(`each ${it.style} splat`, it.span, it.each.flatMap(step));
}

function part(it: hcl.TemplatePart): Lines {
  switch (it.kind) {
    case 'text':
      return node(JSON.stringify(it.value), it.span, []);
    case 'interpolation':
      return node('interpolation', it.span, expression(it.expression));
    case 'if':
      return node('if', it.span, [
        ...expression(it.condition),
        ...branch('then', it.then),
        ...branch('else', it.otherwise),
      ]);
    case 'for':
      return node(`for ${names(it)}`, it.span, [...expression(it.collection), ...it.parts.flatMap(part)]);
  }
}

function branch(title: string, parts: readonly hcl.TemplatePart[]): Lines {
  return [title, ...indent(parts.flatMap(part))];
}

function comments(file: hcl.File): Lines {
  return file.comments.map((it) => `comment ${at(it.span)} ${it.text}`);
}

/** Problems with line and column, and the words they stand on. */
function problems(file: hcl.File, text: string): Lines {
  const index = lineIndex(text);
  return file.problems.map(({ at: { start, end }, reason }) => {
    const { line, column } = index.placeOf(start);
    return `problem ${line + 1}:${column + 1} on ${JSON.stringify(text.slice(start, end))}: ${problemText(reason)}`;
  });
}
