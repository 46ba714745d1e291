/** JSON values as expressions. */
import type { Node } from 'jsonc-parser';
import type { Problem, SourceFile, Span } from '../../../base';
import { span } from '../../../base';
import type { Comment, Expression, Name, ObjectItem } from '../tree/tree';
import { jsonTemplate } from './template';

export type JsonContext = {
  readonly file: SourceFile;
  readonly problems: Problem[];
  readonly comments: Comment[];
};

export function spanOf(node: Node): Span {
  return span(node.offset, node.offset + node.length);
}

export function keyName(property: Node): Name {
  const key = property.children?.[0] ?? property;
  return { text: String(key.value ?? ''), span: spanOf(key) };
}

/**
 * The properties of an object, or of all objects of an array. `"//"` is a comment where a body or labels are expected:
 * https://developer.hashicorp.com/terraform/language/syntax/json#comment-properties
 */
export function propertiesOf(context: JsonContext, node: Node): readonly Node[] {
  if (node.type === 'array') return (node.children ?? []).flatMap((item) => propertiesOf(context, item));
  if (node.type !== 'object') {
    context.problems.push({ at: { path: context.file.path, ...spanOf(node) }, reason: { kind: 'object-expected' } });
    return [];
  }
  return (node.children ?? []).filter((property) => !isComment(context, property));
}

function isComment(context: JsonContext, property: Node): boolean {
  if (keyName(property).text !== '//') return false;
  const value = property.children?.[1];
  const text = value?.type === 'string' ? String(value.value) : '';
  context.comments.push({ span: spanOf(property), text: text.trim() });
  return true;
}

export function valueOf(context: JsonContext, property: Node): Expression {
  const value = property.children?.[1];
  if (value) return expressionOf(context, value);
  const { end } = spanOf(property);
  return { kind: 'invalid', because: { kind: 'value-missing' }, span: span(end, end) };
}

function expressionOf(context: JsonContext, node: Node): Expression {
  const at = spanOf(node);
  switch (node.type) {
    case 'string':
      return jsonTemplate(context, at);
    case 'number':
      return numberOf(context.file.text.slice(at.start, at.end), at);
    case 'boolean':
      return { kind: 'bool', value: node.value === true, span: at };
    case 'null':
      return { kind: 'null', span: at };
    case 'array':
      return { kind: 'tuple', items: (node.children ?? []).map((item) => expressionOf(context, item)), span: at };
    default:
      return { kind: 'object', items: (node.children ?? []).map((property) => itemOf(context, property)), span: at };
  }
}

/** HCL has no negative literals. */
function numberOf(text: string, at: Span): Expression {
  if (!text.startsWith('-')) return { kind: 'number', text, span: at };
  const operand: Expression = { kind: 'number', text: text.slice(1), span: span(at.start + 1, at.end) };
  return { kind: 'unary', operator: '-', operand, span: at };
}

/** Keys are templates too. */
function itemOf(context: JsonContext, property: Node): ObjectItem {
  const key = jsonTemplate(context, spanOf(property.children?.[0] ?? property));
  return { key, value: valueOf(context, property), span: spanOf(property) };
}
