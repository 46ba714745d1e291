import { describe, expect, it } from 'vitest';
import { MAX_STEPS, stepsTaken } from '../../../server/src/core/eval/expression/limits';
import type { Value } from '../../../server/src/core/eval/value/value';
import { valueOf } from './evaluating';

const ARN = { instance: 'aws_ssoadmin_permission_set.admin', attribute: ['arn'] };
const arn = 'aws_ssoadmin_permission_set.admin.arn';

function symbolOf(value: Value) {
  return value.kind === 'unknown' ? value.symbol : undefined;
}

describe('An attribute nobody knows yet', () => {
  it('still says whose it is, wherever it is carried', () => {
    for (const expression of [
      arn,
      `(${arn})`,
      `"\${${arn}}"`,
      `[${arn}][0]`,
      `{ a = ${arn} }.a`,
      `tolist([${arn}])[0]`,
      `one([${arn}])`,
      `element([${arn}], 0)`,
      `tostring(${arn})`,
      `merge({ a = 1 }, { a = ${arn} }).a`,
      `lookup({ a = ${arn} }, "a", "x")`,
      `([aws_ssoadmin_permission_set.admin][*].arn)[0]`,
      `try(${arn}, "none")`,
      `true ? ${arn} : "x"`,
      `[for s in [aws_ssoadmin_permission_set.admin] : s.arn][0]`,
      `one(values({ for s in [aws_ssoadmin_permission_set.admin] : s.name => s })).arn`,
    ]) {
      expect(symbolOf(valueOf(expression)), expression).toEqual(ARN);
    }
  });

  it('says which part of it is meant', () => {
    expect(symbolOf(valueOf(`${arn}.parts[0]["x"]`))).toEqual({ ...ARN, attribute: ['arn', 'parts', 0, 'x'] });
  });

  it('is no longer itself once something was made of it', () => {
    for (const expression of [
      `"x-\${${arn}}"`,
      `upper(${arn})`,
      `${arn} == "x"`,
      `tonumber(${arn})`,
      `split(":", "x-\${${arn}}")[0]`,
    ]) {
      const value = valueOf(expression);
      expect([value.kind, symbolOf(value)], expression).toEqual(['unknown', undefined]);
    }
  });

  it('is a part of itself where it is taken apart', () => {
    for (const expression of [`split(":", ${arn})[1]`, `element(split(":", ${arn}), 1)`]) {
      expect(symbolOf(valueOf(expression)), expression).toEqual({ ...ARN, attribute: ['arn', 'split(":")', 1] });
    }
  });

  it('leaves known what does not depend on it', () => {
    expect(valueOf(`length([${arn}, "b"])`)).toMatchObject({ kind: 'number', value: { digits: 2n } });
    expect(valueOf(`keys({ a = ${arn}, b = 1 })`)).toMatchObject({ items: [{ value: 'a' }, { value: 'b' }] });
    expect(valueOf(`{ a = ${arn}, name = "x" }.name`)).toMatchObject({ value: 'x' });
    expect(valueOf(`contains(["a", ${arn}], "a")`)).toMatchObject({ value: true });
    expect(valueOf(`{ for k, v in { a = ${arn} } : k => v }`)).toMatchObject({ kind: 'object' });
  });

  it('leaves a choice open that hangs on it', () => {
    expect(valueOf(`${arn} == "x" ? 1 : 2`).kind).toBe('unknown');
    expect(valueOf(`[for x in ["a", "b"] : x if x == ${arn}]`).kind).toBe('unknown');
    expect(valueOf(`contains(["a", ${arn}], "b")`).kind).toBe('unknown');
  });
});

describe('try and can', () => {
  it('catch errors and no other unknowns', () => {
    expect(valueOf('try({}.missing, "fallback")')).toMatchObject({ value: 'fallback' });
    expect(valueOf('can({}.missing)')).toMatchObject({ value: false });
    expect(valueOf(`try(tonumber(${arn}), 0)`)).toMatchObject({ kind: 'unknown', isError: undefined });
    expect(valueOf(`can(tonumber(${arn}))`)).toMatchObject({ kind: 'unknown' });
  });

  it('do not save a reference to what nobody declared', () => {
    const message = 'A local value with the name "nowhere" has not been declared';
    expect(valueOf('local.nowhere')).toMatchObject({ because: { message }, isError: true, fatal: true });
    expect(valueOf('try(local.nowhere, 1)')).toMatchObject({ kind: 'unknown', because: { message }, isError: true });
    expect(valueOf('can(local.nowhere)')).toMatchObject({ kind: 'unknown' });
  });
});

describe('What is too large', () => {
  it('is YAML too deep for our reader, though Terraform may read it: no error', () => {
    const text = `yamldecode("${'['.repeat(250)}${']'.repeat(250)}")`;
    expect(valueOf(text)).toMatchObject({ kind: 'unknown', because: { kind: 'too-large' }, isError: undefined });
  });

  it('is unknown, and soon', () => {
    const range = 'range(1000)';
    for (const expression of [
      `setproduct(${range}, ${range}, ${range})`,
      `[for a in ${range} : [for b in ${range} : [for c in ${range} : a]]]`,
      'join("", [for i in range(1000) : format("%1000000s", "x")])',
      `${'['.repeat(150)}1${']'.repeat(150)}`,
      `length([for a in setproduct(${range}, ${range}) : a])`,
    ]) {
      expect(['unknown', 'tuple', 'number', 'string'], expression).toContain(valueOf(expression).kind);
      expect(stepsTaken(), expression).toBeLessThanOrEqual(MAX_STEPS + 1000);
    }
    expect(valueOf(`setproduct(${range}, ${range}, ${range})`)).toMatchObject({
      because: { kind: 'too-large' },
    });
  });
});
