/** `.idc.yaml` read as a project file. What is wrong in it is a problem; the rest of it still counts. */
import { nearest, type Problem } from '../../base';
import { emptyProjectFile, type ProjectFile, publishedQuotas, type Quotas } from '../../model';
import type { FormatPart, ProblemReason } from '../../reasons';
import { ruleNames } from '../../rules';
import * as yaml from '../../syntax/yaml';
import { readAccounts } from './project-accounts';
import { readScalars, readText, readTexts } from './project-texts';

export type ProjectFileReading = {
  readonly value: ProjectFile;
  readonly problems: readonly Problem[];
  /** Names under `rules` that are no rule's. */
  readonly unknownRules: readonly Problem[];
};

const names = [
  'rules',
  'accounts',
  'production',
  'longestProductionSession',
  'managementAccount',
  'delegatedAdmin',
  'files',
  'outside',
  'quotas',
] as const;
const severities = ['error', 'warning', 'info', 'hint', 'off'] as const;

export function readProjectFile(file: yaml.File | undefined): ProjectFileReading {
  const root = file?.documents[0]?.root;
  if (!file || !root) return { value: emptyProjectFile, problems: [], unknownRules: [] };
  const reading: yaml.Reading = { path: file.path, problems: [...yaml.duplicateKeys(file)] };
  const unknownRules: yaml.Reading = { path: file.path, problems: [] };
  const fields = yaml.readKnownFields(reading, root, { part: { kind: 'project-file' }, names });
  const at = (name: (typeof names)[number]) => fields.get(name)?.value;
  const value: ProjectFile = {
    rules: readRules(reading, unknownRules, at('rules')),
    accounts: readAccounts(reading, at('accounts')),
    production: readProduction(reading, at('production')),
    longestProductionSession: readSession(reading, at('longestProductionSession')),
    managementAccount: readAccountId(reading, at('managementAccount'), 'managementAccount'),
    delegatedAdmin: readAccountId(reading, at('delegatedAdmin'), 'delegatedAdmin'),
    files: readTexts(reading, at('files'), 'files'),
    outside: readOutside(reading, at('outside')),
    quotas: readQuotas(reading, at('quotas')),
  };
  checkDelegation(reading, value, at('delegatedAdmin'));
  return { value, problems: reading.problems, unknownRules: unknownRules.problems };
}

/** `.idc.yaml` before `.idc.yml`. */
export function chosenProjectFile(files: readonly yaml.File[]): yaml.File | undefined {
  return files.find(({ path }) => path.endsWith('.idc.yaml')) ?? files[0];
}

/** One that is not read would otherwise be ignored without a word. */
export function unreadProjectFiles(files: readonly yaml.File[]): readonly Problem[] {
  const chosen = chosenProjectFile(files);
  return files
    .filter((file) => file !== chosen)
    .map(({ path }) => ({
      at: { path, start: 0, end: 1 },
      reason: { kind: 'second-project-file', read: chosen?.path ?? '' },
    }));
}

function readRules(
  reading: yaml.Reading,
  unknownRules: yaml.Reading,
  node: yaml.Node | undefined,
): ProjectFile['rules'] {
  const rules = new Map<string, (typeof severities)[number]>();
  if (!node) return rules;
  for (const { name, key, value } of yaml.readFields(reading, node, { kind: 'key', name: 'rules' })) {
    if (!ruleNames.has(name)) yaml.addProblem(unknownRules, key, unknownRule(name));
    const severity = severities.find((it) => value.kind === 'scalar' && value.text === it);
    if (severity) rules.set(name, severity);
    else yaml.addProblem(reading, value, { kind: 'unknown-severity', severities });
  }
  return rules;
}

export function unknownRule(name: string): ProblemReason {
  const [meant] = nearest(name, ruleNames);
  return { kind: 'unknown-rule', name, meant };
}

function readOutside(reading: yaml.Reading, node: yaml.Node | undefined): ProjectFile['outside'] {
  if (!node) return emptyProjectFile.outside;
  const part: FormatPart = { kind: 'key', name: 'outside' };
  const known = { part, names: ['permissionSets', 'permission_sets', 'groups'] };
  const fields = yaml.readKnownFields(reading, node, known);
  const texts = (name: string) => readTexts(reading, fields.get(name)?.value, name);
  return { permissionSets: [...texts('permissionSets'), ...texts('permission_sets')], groups: texts('groups') };
}

/** A number alone is meant to be an account's id. */
function readProduction(reading: yaml.Reading, node: yaml.Node | undefined): readonly string[] {
  return readScalars(reading, node, 'production').map((scalar) => {
    const isId = !/^\d+$/.test(scalar.text) || /^\d{12}$/.test(scalar.text);
    if (!isId) yaml.addProblem(reading, scalar, { kind: 'invalid-production-id', text: scalar.text });
    return scalar.text;
  });
}

/** ISO 8601, in the hours and minutes that Identity Center takes. */
function readSession(reading: yaml.Reading, node: yaml.Node | undefined): string {
  const text = readText(reading, node, { kind: 'key', name: 'longestProductionSession' });
  if (node && text !== undefined && !/^PT(?=\d)(\d+H)?(\d+M)?$/.test(text)) {
    yaml.addProblem(reading, node, { kind: 'invalid-duration', key: 'longestProductionSession' });
    return emptyProjectFile.longestProductionSession;
  }
  return text ?? emptyProjectFile.longestProductionSession;
}

function readQuotas(reading: yaml.Reading, node: yaml.Node | undefined): Quotas {
  if (!node) return publishedQuotas;
  const fields = yaml.readKnownFields(reading, node, {
    part: { kind: 'key', name: 'quotas' },
    names: Object.keys(publishedQuotas),
  });
  const number = (name: keyof Quotas) => readCount(reading, fields.get(name)?.value, name) ?? publishedQuotas[name];
  return {
    policiesPerPermissionSet: number('policiesPerPermissionSet'),
    policiesPerRole: number('policiesPerRole'),
    inlinePolicyBytes: number('inlinePolicyBytes'),
    inlinePolicyBytesWithSpace: number('inlinePolicyBytesWithSpace'),
  };
}

function readCount(reading: yaml.Reading, node: yaml.Node | undefined, key: string): number | undefined {
  const text = readText(reading, node, { kind: 'key', name: key });
  if (!node || text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  yaml.addProblem(reading, node, { kind: 'invalid-quota', key });
  return undefined;
}

/** Organizations registers member accounts only (RegisterDelegatedAdministrator). */
function checkDelegation(reading: yaml.Reading, project: ProjectFile, node: yaml.Node | undefined): void {
  if (!node || project.delegatedAdmin === undefined || project.delegatedAdmin !== project.managementAccount) return;
  yaml.addProblem(reading, node, { kind: 'delegated-to-itself' });
}

function readAccountId(reading: yaml.Reading, node: yaml.Node | undefined, key: string): string | undefined {
  const id = readText(reading, node, { kind: 'key', name: key });
  if (node && id !== undefined && !/^\d{12}$/.test(id)) {
    yaml.addProblem(reading, node, { kind: 'invalid-account-id-at', key });
    return undefined;
  }
  return id;
}
