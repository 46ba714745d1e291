import { describe, expect, it } from 'vitest';
import { colorTerraform } from '../../server/src/core/features';

function colored(text: string): readonly string[] {
  return colorTerraform({ path: 'main.tf', text }).map(
    ({ span, color }) => `${color} ${text.slice(span.start, span.end)}`,
  );
}

describe('Coloring Terraform', () => {
  it('tells blocks, labels, arguments, references and functions apart', () => {
    const text = `# Sets.
resource "aws_ssoadmin_permission_set" "this" {
  for_each = toset(local.names)
  name     = each.key
  count    = 3
}
`;
    expect(colored(text)).toEqual([
      'comment # Sets.',
      'type resource',
      'enumMember "aws_ssoadmin_permission_set"',
      'enumMember "this"',
      'property for_each',
      'function toset',
      'variable local',
      'property names',
      'property name',
      'variable each',
      'property key',
      'property count',
      'number 3',
    ]);
  });

  it('reaches into templates, objects and loops', () => {
    const text = 'locals {\n  all = { for k, v in var.m : "x-${k}" => { name = v } }\n}\n';
    expect(colored(text)).toEqual([
      'type locals',
      'property all',
      'keyword for',
      'variable k',
      'variable v',
      'keyword in',
      'variable var',
      'property m',
      'string "x-',
      'keyword ${',
      'variable k',
      'keyword }',
      'string "',
      'property name',
      'variable v',
    ]);
  });

  it('colors half-typed text as far as it can be told', () => {
    expect(colored('resource "aws_iam_policy" "p" {\n  name = "a')).toContain('enumMember "aws_iam_policy"');
  });
});
