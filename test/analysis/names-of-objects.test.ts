/** Names that every object of JavaScript has are names like any other: of resources, blocks, functions, keys and files. */
import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../../server/src/core/analysis';
import { isKnown } from '../../server/src/core/base';

const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'];

function analysed(text: string) {
  const workspace = createWorkspace({
    onBug: ({ error }) => {
      throw error;
    },
  });
  workspace.apply({ texts: new Map([['main.tf', text]]), paths: new Set(['main.tf']) });
  const { declared, evaluated } = workspace.analysis();
  const sets = declared.permissionSets.all.flatMap(({ name }) => (isKnown(name) ? [name.value] : [name.because.kind]));
  return { sets, addresses: evaluated.roots.flatMap(({ byAddress }) => [...byAddress.keys()]) };
}

const setNamed = (name: string) => `resource "aws_ssoadmin_permission_set" "this" {\n  name = ${name}\n}\n`;

describe.each(names)('%s', (name) => {
  it('is no kind of attachment, group or policy when it is the type of a resource', () => {
    const { sets, addresses } = analysed(`resource "${name}" "x" {\n  a = 1\n}\n${setNamed('"Reader"')}`);
    expect(sets).toEqual(['Reader']);
    expect(addresses).toContain(`${name}.x`);
  });

  it('is read as a reference of a set when a resource of that type names it', () => {
    const of = `${name}.x.id`;
    expect(analysed(`resource "${name}" "x" {}\n${setNamed(of)}`).sets).toHaveLength(1);
  });

  it('is a block in a resource', () => {
    const text = `resource "aws_ssoadmin_permission_set" "this" {\n  name = "Reader"\n  ${name} {\n    a = local.x\n  }\n}\n`;
    expect(analysed(text).sets).toEqual(['Reader']);
  });

  it('is no function', () => {
    expect(analysed(setNamed(`${name}(["a"], local.x)`)).sets).toEqual(['unsupported-function']);
  });

  it('is a key of an object, and of what JSON holds', () => {
    expect(analysed(setNamed(`{ ${name} = "Reader" }.${name}`)).sets).toEqual(['Reader']);
    expect(analysed(setNamed(`jsondecode("{\\"${name}\\": \\"Reader\\"}")["${name}"]`)).sets).toEqual(['Reader']);
    expect(analysed(setNamed(`yamldecode("${name}: Reader")["${name}"]`)).sets).toEqual(['Reader']);
  });

  it('is a local, a variable and an output', () => {
    const text = `locals { ${name} = "Reader" }\nvariable "${name}" { default = local.${name} }\noutput "${name}" { value = 1 }\n`;
    expect(analysed(text + setNamed(`local.${name}`)).sets).toEqual(['Reader']);
  });
});
