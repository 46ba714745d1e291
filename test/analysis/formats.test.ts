/** A format nobody has heard of: one object, and all that a format has is there. */
import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../../server/src/core/analysis';
import { known } from '../../server/src/core/base';
import { yamlFormats } from '../../server/src/core/declared';
import { partWithGaps } from '../../server/src/core/declared/part';
import { yamlFormat } from '../../server/src/core/declared/yaml-reader';
import type * as model from '../../server/src/core/model';
import * as yaml from '../../server/src/core/syntax/yaml';

/** `roster.yaml` names a file of groups, and `grants` gives each of them a set in an account. */
const roster = yamlFormat({
  name: 'roster',
  files: ['**/roster.yaml'],
  accepts: (document) => document.text.includes('grants:'),
  reads: (document) => textsAt(document, 'people').map(({ value }) => value),
  read: (document, { documents }) => ({
    groups: [...documents.values()].flatMap((it) => textsAt(it, 'groups')),
    accounts: textsAt(document, 'grants'),
  }),
  join: (readings, names) => ({
    ...partWithGaps([]),
    groups: readings.flatMap(({ groups }) => groups.map(group)),
    assignments: readings.flatMap(({ groups, accounts }) =>
      groups.flatMap((name) => accounts.flatMap(({ value }) => assignment(name, names.get(value)?.id) ?? [])),
    ),
  }),
});

type Text = ReturnType<typeof known<string>>;

function textsAt(document: yaml.File, key: string): readonly Text[] {
  const root = document.documents[0]?.root;
  const field = root?.kind === 'mapping' ? yaml.fieldsOf(root).find(({ name }) => name === key) : undefined;
  const items = field?.value.kind === 'sequence' ? field.value.items : [];
  const at = (node: yaml.Node) => yaml.locationOf({ path: document.path, problems: [] }, node);
  return items.flatMap((item) => (item.kind === 'scalar' ? [known(item.text, { at: at(item) })] : []));
}

function group(name: Text): model.Group {
  return { name, presence: 'declared', address: `groups.${name.value}`, origin: name.origin };
}

function assignment(name: Text, account: model.Account['id'] | undefined): model.Assignment | undefined {
  if (!account) return undefined;
  const { origin } = name;
  const principalType = known('GROUP', origin) as model.Assignment['principalType'];
  return {
    principalType,
    principal: name,
    account,
    permissionSet: known('Reader', origin),
    address: name.value,
    origin,
  };
}

function open(texts: Readonly<Record<string, string | undefined>>, unloaded: readonly string[] = []) {
  const workspace = createWorkspace({ formats: [...yamlFormats, roster] });
  const given = new Map(Object.entries(texts));
  workspace.apply({ texts: given, paths: new Set([...given.keys(), ...unloaded]) });
  return workspace.analysis();
}

const own = { 'a/roster.yaml': 'people: [people.yaml]\ngrants: [prod]\n', 'people.yaml': 'groups: [ops, dev]\n' };
const accounts = 'resource "aws_organizations_account" "this" {\n  name = "prod"\n  email = "a@example.com"\n}\n';

describe('A format that is only registered', () => {
  it('is joined with the others, which name its accounts', () => {
    const { declared, formats } = open({ ...own, 'main.tf': accounts });
    expect([...declared.groups.byName.keys()]).toEqual(['ops', 'dev']);
    expect(declared.assignments.all.map(({ address }) => address)).toEqual(['ops', 'dev']);
    expect([...formats]).toEqual([['a/roster.yaml', 'roster']]);
  });

  it('asks for the files it reads', () => {
    expect(open({ 'a/roster.yaml': own['a/roster.yaml'] }).wanted).toEqual(['people.yaml']);
  });

  it('leaves files of its name alone that are none of its', () => {
    const { declared, yaml: trees } = open({
      'roster.yaml': 'people: [people.yaml]\nother: "',
      'people.yaml': 'a: 1\n',
    });
    expect([declared.groups.all, [...trees.keys()]]).toEqual([[], []]);
  });

  it('has its broken files reported, and what they may hide', () => {
    const { declared, findings } = open({ ...own, 'people.yaml': 'groups: [ops, "' });
    expect(findings.map(({ rule, at }) => [rule, at.path])).toContainEqual(['syntax', 'people.yaml']);
    expect(declared.permissionSets.because.map(({ because }) => because)).toContainEqual({
      kind: 'half-read-file',
      path: 'people.yaml',
    });
  });

  it('may hide what is in its files that could not be read', () => {
    const { declared } = open({}, ['a/roster.yaml']);
    expect(declared.groups.because.map(({ because }) => because)).toContainEqual({
      kind: 'unread-file',
      path: 'a/roster.yaml',
    });
  });

  it('says nothing of files that Terraform reads', () => {
    const reading = 'locals {\n  it = yamldecode(file("${path.module}/roster.yaml"))\n}\n';
    const evaluated = `${reading}output "it" {\n  value = local.it\n}\n`;
    expect(open({ ...own, 'a/main.tf': evaluated }).declared.groups.all).toEqual([]);
  });
});
