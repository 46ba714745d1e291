import { describe, expect, it } from 'vitest';
import { hops } from '../../../server/src/core/base';
import type { Value } from '../../../server/src/core/eval/value/value';
import { hopText } from '../../../server/src/core/wording';
import { authorOf, reasonIn, valueOf, type World } from './evaluating';

function item(value: Value, ...steps: readonly (string | number)[]): Value {
  return steps.reduce((it, step) => {
    const next = 'items' in it ? it.items[Number(step)] : 'entries' in it ? it.entries.get(String(step)) : undefined;
    if (!next) throw new Error(`nothing at ${step}`);
    return next;
  }, value);
}

const notes = (value: Value) => hops(value.origin).map((hop) => hopText(hop.step));

describe('Who wrote a value', () => {
  it('is the literal itself, with its quotes', () => {
    const text = '{ name = "Admin", ids = ["1", 2] }';
    expect(authorOf(item(valueOf(text), 'name'), text)).toBe('main.tf "Admin"');
    expect(authorOf(item(valueOf(text), 'ids', 1), text)).toBe('main.tf 2');
    expect(authorOf(valueOf(text), text)).toBe(`main.tf ${text}`);
  });

  it('is the file of the local that holds it, however it is picked out', () => {
    const world = { locals: { teams: '{ ops = { lead = "Ana" } }' } };
    for (const expression of ['local.teams.ops.lead', 'local.teams["ops"].lead', 'values(local.teams)[0].lead']) {
      expect(authorOf(valueOf(expression, world), world.locals.teams), expression).toBe('teams.tf "Ana"');
    }
  });

  it('stays with the elements through every function that only moves them', () => {
    const world: World = { locals: { names: '["Ops", "Dev"]', more: '{ a = "Ops" }' } };
    const list = world.locals?.names ?? '';
    const cases = {
      'toset(local.names)': ['1', '"Ops"'],
      'tolist(local.names)': ['0', '"Ops"'],
      'distinct(local.names)': ['0', '"Ops"'],
      'reverse(local.names)': ['1', '"Ops"'],
      'concat(["x"], local.names)': ['1', '"Ops"'],
      'flatten([["x"], local.names])': ['1', '"Ops"'],
      'slice(local.names, 0, 1)': ['0', '"Ops"'],
      'sort(local.names)': ['1', '"Ops"'],
      'compact(local.names)': ['0', '"Ops"'],
      'setunion(local.names, ["Dev"])': ['1', '"Ops"'],
      'chunklist(local.names, 1)[0]': ['0', '"Ops"'],
      '[for n in local.names : n]': ['0', '"Ops"'],
      'true ? local.names : []': ['0', '"Ops"'],
      'setproduct(local.names, ["x"])[0]': ['0', '"Ops"'],
      'zipmap(["k"], slice(local.names, 0, 1))': ['k', '"Ops"'],
    };
    for (const [expression, [step = '', author]] of Object.entries(cases)) {
      expect(authorOf(item(valueOf(expression, world), step), list), expression).toBe(`names.tf ${author}`);
    }
    for (const expression of [
      'one(slice(local.names, 0, 1))',
      'element(local.names, 0)',
      'coalesce(null, local.names[0])',
      'try(local.names[5], local.names[0])',
    ]) {
      expect(authorOf(valueOf(expression, world), list), expression).toBe('names.tf "Ops"');
    }
    for (const expression of [
      'merge({ b = 1 }, local.more).a',
      'lookup(local.more, "a", "x")',
      'tomap(local.more).a',
      'values(local.more)[0]',
    ]) {
      expect(authorOf(valueOf(expression, world), world.locals?.more ?? ''), expression).toBe('more.tf "Ops"');
    }
  });

  it('is kept for keys as well', () => {
    const world = { locals: { teams: '{ ops = 1, "dev" = 2 }' } };
    expect(authorOf(item(valueOf('keys(local.teams)', world), 1), world.locals.teams)).toBe('teams.tf ops');
    expect(authorOf(item(valueOf('[for name, _ in local.teams : name]', world), 0), world.locals.teams)).toBe(
      'teams.tf "dev"',
    );
    expect(
      authorOf(item(valueOf('[for name, _ in merge(local.teams, { x = 1 }) : name]', world), 0), world.locals.teams),
    ).toBe('teams.tf "dev"');
  });

  it('is the one source of a string that a function made, with the function as a hop', () => {
    const world = { locals: { name: '"Ops Team"' } };
    for (const [expression, note] of [
      ['lower(local.name)', 'lower'],
      ['replace(local.name, " ", "-")', 'replace'],
      ['format("team-%s", local.name)', 'format'],
      ['trimprefix(local.name, "Ops")', 'trimprefix'],
    ] as const) {
      const value = valueOf(expression, world);
      expect(authorOf(value, world.locals.name), expression).toBe('name.tf "Ops Team"');
      expect(notes(value), expression).toEqual([note]);
    }
    const made = 'join("-", [local.name, local.name])';
    expect(authorOf(valueOf(made, world), made)).toBe(`main.tf ${made}`);
  });

  it('is the template where text was put around a value, which remains a hop', () => {
    const world = { locals: { name: '"ops"' } };
    const text = '"team-${local.name}"';
    expect(authorOf(valueOf(text, world), text)).toBe(`main.tf ${text}`);
    expect(notes(valueOf(text, world))).toEqual(['inserted here']);
    expect(hops(valueOf(text, world).origin)[0]?.at.path).toBe('name.tf');
    expect(authorOf(valueOf('"${local.name}"', world), world.locals.name)).toBe('name.tf "ops"');
  });
});

describe('What is decoded from a file', () => {
  it('stands in that YAML file, entry by entry, with the decoder as a hop', () => {
    const yaml = 'groups:\n  ops: [Admin, "Read Only"]\n';
    const value = valueOf('yamldecode(file("./access.yaml")).groups', { files: { 'access.yaml': yaml } });
    expect(authorOf(item(value, 'ops', 0), yaml)).toBe('access.yaml Admin');
    expect(authorOf(item(value, 'ops', 1), yaml)).toBe('access.yaml "Read Only"');
    expect(notes(item(value, 'ops', 1))).toEqual(['read here by yamldecode']);
    if (value.kind !== 'object') throw new Error('an object was expected');
    expect(value.keyOrigins?.get('ops')?.at).toMatchObject({ path: 'access.yaml', start: 10, end: 13 });
  });

  it('stands in that JSON file', () => {
    const json = '{ "groups": { "ops": ["Admin", 12] } }';
    const value = valueOf('jsondecode(file("access.json"))', { files: { 'access.json': json } });
    expect(authorOf(item(value, 'groups', 'ops', 0), json)).toBe('access.json "Admin"');
    expect(authorOf(item(value, 'groups', 'ops', 1), json)).toBe('access.json 12');
  });

  it('stands in that CSV file', () => {
    const csv = 'group,set\nops,"Read, only"\n';
    const value = valueOf('csvdecode(file("access.csv"))', { files: { 'access.csv': csv } });
    expect(authorOf(item(value, 0, 'set'), csv)).toBe('access.csv "Read, only"');
  });

  it('stands at the call when the text came from elsewhere', () => {
    const text = 'yamldecode("a: 1").a';
    expect(authorOf(valueOf(text), text)).toBe('main.tf yamldecode("a: 1")');
  });

  it('asks for a file that is not loaded, and says which one is missing', () => {
    expect(valueOf('yamldecode(file("later.yaml"))')).toMatchObject({
      kind: 'unknown',
      because: { kind: 'file-pending', path: 'later.yaml' },
    });
    const missing = valueOf('file("gone.yaml")', { files: { 'gone.yaml': undefined } });
    expect(missing).toMatchObject({ kind: 'unknown', isError: true });
    expect(reasonIn(missing)).toContain('no file exists at "gone.yaml"');
    expect(valueOf('fileexists("gone.yaml") ? 1 : 2', { files: { 'gone.yaml': undefined } })).toMatchObject({
      kind: 'number',
    });
  });
});
