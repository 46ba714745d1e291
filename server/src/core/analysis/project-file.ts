/** `.idc.yaml` read as a project file. What is wrong in it is a problem; the rest of it still counts. */
import { nearest, type Problem } from '../base';
import { emptyProjectFile, type ProjectAccount, type ProjectFile } from '../model';
import { ruleNames } from '../rules';
import * as yaml from '../syntax/yaml';

export type ProjectFileReading = {
  readonly value: ProjectFile;
  readonly problems: readonly Problem[];
  /** Names under `rules` that are no rule's. */
  readonly unknownRules: readonly Problem[];
};

const names = ['rules', 'accounts', 'production', 'managementAccount', 'delegatedAdmin', 'files', 'outside'] as const;
const severities = ['error', 'warning', 'info', 'hint', 'off'] as const;

export function readProjectFile(file: yaml.File | undefined): ProjectFileReading {
  const root = file?.documents[0]?.root;
  if (!file || !root) return { value: emptyProjectFile, problems: [], unknownRules: [] };
  const reading: yaml.Reading = { path: file.path, problems: [...yaml.duplicateKeys(file)] };
  const unknownRules: yaml.Reading = { path: file.path, problems: [] };
  const fields = yaml.readKnownFields(reading, root, { what: 'the project file', names });
  const at = (name: (typeof names)[number]) => fields.get(name)?.value;
  const value: ProjectFile = {
    rules: readRules(reading, unknownRules, at('rules')),
    accounts: readAccounts(reading, at('accounts')),
    production: readTexts(reading, at('production'), 'production'),
    managementAccount: readAccountId(reading, at('managementAccount'), 'managementAccount'),
    delegatedAdmin: readAccountId(reading, at('delegatedAdmin'), 'delegatedAdmin'),
    files: readTexts(reading, at('files'), 'files'),
    outside: readOutside(reading, at('outside')),
  };
  return { value, problems: reading.problems, unknownRules: unknownRules.problems };
}

function readRules(
  reading: yaml.Reading,
  unknownRules: yaml.Reading,
  node: yaml.Node | undefined,
): ProjectFile['rules'] {
  const rules = new Map<string, (typeof severities)[number]>();
  if (!node) return rules;
  for (const { name, key, value } of yaml.readFields(reading, node, 'rules')) {
    if (!ruleNames.has(name)) yaml.addProblem(unknownRules, key, unknownRuleText(name));
    const severity = severities.find((it) => value.kind === 'scalar' && value.text === it);
    if (severity) rules.set(name, severity);
    else yaml.addProblem(reading, value, `the severity must be one of ${severities.join(', ')}`);
  }
  return rules;
}

export function unknownRuleText(name: string): string {
  const [meant] = nearest(name, ruleNames);
  return meant === undefined ? `no rule is named "${name}"` : `no rule is named "${name}": did you mean "${meant}"?`;
}

function readAccounts(reading: yaml.Reading, node: yaml.Node | undefined): readonly ProjectAccount[] {
  if (!node) return [];
  return yaml.readFields(reading, node, 'accounts').flatMap(({ name: id, key, value }) => {
    if (!/^\d{12}$/.test(id)) {
      yaml.addProblem(reading, key, `accounts are listed by their id of 12 digits, and "${id}" is none`);
      return [];
    }
    return [{ ...readAccount(reading, id, value), origin: { at: yaml.locationOf(reading, key) } }];
  });
}

/** `"111122223333": prod-data` is short for a mapping with the name alone. */
function readAccount(reading: yaml.Reading, id: string, node: yaml.Node): ProjectAccount {
  if (node.kind === 'scalar' && !yaml.isNull(node)) {
    return { id, name: node.text, environment: undefined, paths: [] };
  }
  const known = { what: 'an account', names: ['name', 'environment', 'paths'] };
  const fields = yaml.readKnownFields(reading, node, known);
  return {
    id,
    name: readText(reading, fields.get('name')?.value, 'the name'),
    environment: readText(reading, fields.get('environment')?.value, 'the environment'),
    paths: readTexts(reading, fields.get('paths')?.value, 'paths'),
  };
}

function readOutside(reading: yaml.Reading, node: yaml.Node | undefined): ProjectFile['outside'] {
  if (!node) return emptyProjectFile.outside;
  const known = { what: 'outside', names: ['permissionSets', 'permission_sets', 'groups'] };
  const fields = yaml.readKnownFields(reading, node, known);
  const sets = fields.get('permissionSets') ?? fields.get('permission_sets');
  return {
    permissionSets: readTexts(reading, sets?.value, 'permissionSets'),
    groups: readTexts(reading, fields.get('groups')?.value, 'groups'),
  };
}

function readAccountId(reading: yaml.Reading, node: yaml.Node | undefined, what: string): string | undefined {
  const id = readText(reading, node, what);
  if (node && id !== undefined && !/^\d{12}$/.test(id)) {
    yaml.addProblem(reading, node, `${what} must be an account id of 12 digits`);
    return undefined;
  }
  return id;
}

function readText(reading: yaml.Reading, node: yaml.Node | undefined, what: string): string | undefined {
  return node && !yaml.isNull(node) ? yaml.readScalar(reading, node, what)?.text : undefined;
}

function readTexts(reading: yaml.Reading, node: yaml.Node | undefined, what: string): readonly string[] {
  if (!node) return [];
  const items = node.kind === 'scalar' && !yaml.isNull(node) ? [node] : yaml.readItems(reading, node, what);
  return items.flatMap((item) => yaml.readScalar(reading, item, `each of ${what}`)?.text ?? []);
}
