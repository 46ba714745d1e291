/** Variables: a type constraint with `optional` and defaults in it, and a constant that may or may not satisfy it. */
import fc from 'fast-check';

/** `declared` declares `var.it`. */
export type Question = { readonly expression: string; readonly declared: string };

const leaf = fc.constantFrom('string', 'number', 'bool', 'any', 'string', 'number');

const { type, constant } = fc.letrec<{ type: string; constant: string }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'medium' },
    leaf,
    fc.tuple(fc.constantFrom('list', 'set', 'map'), tie('type')).map(([kind, inner]) => `${kind}(${inner})`),
    fc.array(tie('type'), { maxLength: 2 }).map((items) => `tuple([${items.join(', ')}])`),
    objectType(tie('type'), tie('constant')),
    objectType(tie('type'), tie('constant')),
  ),
  constant: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom('"a"', '"5"', '5', 'true', '"true"', 'null', '""', '1.5', '"x y"'),
    fc.array(tie('constant'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), tie('constant')), {
        maxLength: 4,
        selector: ([it]) => it,
      })
      .map((entries) => `{${entries.map(([name, value]) => `${name} = ${value}`).join(', ')}}`),
  ),
}));

function objectType(type: fc.Arbitrary<string>, constant: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const attribute = fc.oneof(
    type,
    type.map((it) => `optional(${it})`),
    fc.tuple(type, constant).map(([it, value]) => `optional(${it}, ${value})`),
  );
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), attribute), { maxLength: 3, selector: ([it]) => it })
    .map((attributes) => `object({${attributes.map(([name, it]) => `${name} = ${it}`).join(', ')}})`);
}

const uses = fc.constantFrom(
  'var.it',
  'var.it',
  '[for k, v in var.it : v]',
  'jsonencode(var.it)',
  'try(var.it.a, var.it[0], var.it)',
  'var.it[*]',
  'merge(var.it, {})',
  'var.it == null',
);

export const typedVariable: fc.Arbitrary<Question> = fc
  .tuple(uses, type, constant)
  .map(([expression, constraint, value]) => ({
    expression,
    declared: `variable "it" {\n  type    = ${constraint}\n  default = ${value}\n}\n`,
  }));
