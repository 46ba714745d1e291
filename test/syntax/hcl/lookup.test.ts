import { describe, expect, it } from 'vitest';
import * as hcl from '../../../server/src/core/syntax/hcl';
import { soundPages } from './pages';

/** Reads a text with a cursor in it, `<|>`. */
function withCursor(marked: string): { readonly file: hcl.File; readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  return { file: hcl.parse({ path: 'main.tf', text }), text, offset };
}

function path(marked: string): readonly string[] {
  const { file, text, offset } = withCursor(marked);
  return hcl.pathAt(file, offset).map(({ kind, node }) => `${kind} ${text.slice(node.span.start, node.span.end)}`);
}

describe('the path to an offset', () => {
  it('leads from the block to the name under the cursor', () => {
    expect(path('a "b" {\n  c = each.value.permi<|>ssion_set\n}')).toEqual([
      'block a "b" {\n  c = each.value.permission_set\n}',
      'attribute c = each.value.permission_set',
      'expression each.value.permission_set',
      'name permission_set',
    ]);
  });

  it('enters strings, objects and loops', () => {
    expect(path('a = { for k, v in var.x : "${<|>k}" => v }').slice(1)).toEqual([
      'expression { for k, v in var.x : "${k}" => v }',
      'expression "${k}"',
      'part ${k}',
      'expression k',
    ]);
    expect(path('a = { b = [c, <|>d] }').slice(1)).toEqual([
      'expression { b = [c, d] }',
      'item b = [c, d]',
      'expression [c, d]',
      'expression d',
    ]);
    expect(path('a = [for <|>item in b : item]').at(-1)).toBe('name item');
    expect(path('a = "%{ if b }x${<|>c}%{ endif }"').slice(2)).toEqual([
      'part %{ if b }x${c}%{ endif }',
      'part ${c}',
      'expression c',
    ]);
  });

  it('tells labels and types from the body', () => {
    expect(path('resource "aws<|>_x" "y" {\n}').at(-1)).toBe('label "aws_x"');
    expect(path('<|>resource "aws_x" "y" {\n}').at(-1)).toBe('type resource');
  });

  it('gives an offset between two nodes to the one that begins there, and an end to the one that ends', () => {
    expect(path('a = "x${b}<|>y"').at(-1)).toBe('part y');
    expect(path('a = var.name<|>').at(-1)).toBe('name name');
    expect(path('a = aws_x.<|>\n').at(-1)).toBe('name ');
  });

  it('is empty between the blocks', () => {
    expect(path('a {\n}\n<|>\nb {\n}')).toEqual([]);
  });
});

describe('the expression at an offset', () => {
  it('is the innermost one', () => {
    const { file, offset } = withCursor('a = merge(local.a, { b = loc<|>al.b })');
    expect(hcl.expressionAt(file, offset)).toMatchObject({ kind: 'variable', name: 'local' });
  });

  it('is nothing on the name of an attribute', () => {
    const { file, offset } = withCursor('na<|>me = 1');
    expect(hcl.expressionAt(file, offset)).toBeUndefined();
  });
});

describe('walking', () => {
  it('meets every expression once, the outer ones first', () => {
    const text = 'a = f(x)\nb {\n  c = d[*].e[i] + "${g}"\n}\n';
    const seen: string[] = [];
    hcl.walk(hcl.parse({ path: 'main.tf', text }).body, ({ span }) => seen.push(text.slice(span.start, span.end)));
    expect(seen).toEqual(['f(x)', 'x', 'd[*].e[i] + "${g}"', 'd[*].e[i]', 'd', 'i', '"${g}"', 'g']);
  });

  it.each(soundPages)('$name, every node lies within the one around it', ({ name, text }) => {
    const outside: hcl.Expression[] = [];
    hcl.walk(hcl.parse({ path: name, text }).body, (outer) => {
      for (const inner of hcl.expressionsIn(outer)) {
        if (inner.span.start < outer.span.start || inner.span.end > outer.span.end) outside.push(inner);
      }
    });
    expect(outside).toEqual([]);
  });
});
