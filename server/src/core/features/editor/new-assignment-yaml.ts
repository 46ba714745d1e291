/** A new assignment in YAML: in access definitions, and in files of the same shape that Terraform reads. */
import type { Analysis } from '../../analysis';
import { accessDefinition } from '../../declared';
import * as yaml from '../../syntax/yaml';
import type { AssignmentTarget, Wanted } from './new-assignment';

export function yamlTargets({ yaml: files, formats }: Analysis, wanted: Wanted): readonly AssignmentTarget[] {
  return [...files.values()].flatMap((file) => {
    const root = file.documents[0]?.root;
    if (root?.kind !== 'mapping' || file.problems.length > 0) return [];
    return targetIn(file, root, wanted, formats.get(file.path) === accessDefinition.name);
  });
}

/** Always possible: a definition speaks for itself wherever it is. */
export function newFileTarget({ files }: Analysis, wanted: Wanted): AssignmentTarget {
  const names = ['', '-2', '-3', '-4'].map((it) => `access/${fileName(wanted.principal)}${it}.access.yaml`);
  const path = names.find((it) => !files.has(it)) ?? `access/new.access.yaml`;
  const text = `${sectionName(wanted)}:\n${block(wanted, '  ', quotedId(wanted))}`;
  return { path, detail: 'a new access definition', edits: [{ path, start: 0, end: 0, text }], creates: true };
}

function fileName(principal: string): string {
  return principal.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-');
}

function sectionName({ principalType }: Wanted): string {
  return principalType === 'USER' ? 'user_assignments' : 'group_assignments';
}

function quotedId({ account }: Wanted): string {
  return JSON.stringify(account);
}

/** One grant below its principal, as the lines stand. */
function block(wanted: Wanted, indent: string, account: string): string {
  return `${indent}${key(wanted.principal)}:\n${grant(wanted, `${indent}  `, account)}`;
}

function grant({ permissionSet }: Wanted, indent: string, account: string): string {
  return `${indent}account_ids: [${account}]\n${indent}permission_set: ${key(permissionSet)}\n`;
}

/** Quoted where a reader could take it for something else. */
function key(name: string): string {
  return /^[A-Za-z_][\w.@-]*$/.test(name) && !/^(y|yes|n|no|on|off|true|false|null)$/i.test(name)
    ? name
    : JSON.stringify(name);
}

function targetIn(
  file: yaml.File,
  root: yaml.Mapping,
  wanted: Wanted,
  isDefinition: boolean,
): readonly AssignmentTarget[] {
  const { path } = file;
  const account = accountIn(root, wanted);
  const section = fieldOf(root, sectionName(wanted));
  if (!section) {
    if (!isDefinition) return [];
    return [{ path, detail: `a section ${sectionName(wanted)}`, edits: [atEnd(file, wanted, account)] }];
  }
  if (section.kind !== 'mapping') return [];
  const own = fieldOf(section, wanted.principal);
  if (own) return addToPrincipal(file, own, wanted, account, isDefinition);
  return [{ path, detail: `an entry for ${wanted.principal}`, edits: [entryIn(file, section, wanted, account)] }];
}

function fieldOf(mapping: yaml.Mapping, name: string): yaml.Node | undefined {
  return yaml.fieldsOf(mapping).find((it) => it.name === name)?.value;
}

/** The name that this very file gives the account, else its id. */
function accountIn(root: yaml.Mapping, wanted: Wanted): string {
  const accounts = fieldOf(root, 'accounts');
  const named = accounts?.kind === 'mapping' ? yaml.fieldsOf(accounts) : [];
  const own = named.find(({ value }) => value.kind === 'scalar' && value.text === wanted.account);
  return own ? key(own.name) : quotedId(wanted);
}

function atEnd({ path, text }: yaml.File, wanted: Wanted, account: string) {
  const before = text === '' || text.endsWith('\n') ? '\n' : '\n\n';
  const section = `${before}${sectionName(wanted)}:\n${block(wanted, '  ', account)}`;
  return { path, start: text.length, end: text.length, text: section };
}

function entryIn(file: yaml.File, section: yaml.Mapping, wanted: Wanted, account: string) {
  const column = columnOf(file, section);
  const isFlow = file.text.charAt(section.span.start) === '{';
  const flow = `{ account_ids: [${account}], permission_set: ${key(wanted.permissionSet)} }`;
  const value = isFlow ? flow : `\n${grant(wanted, ' '.repeat(column + 2), account).trimEnd()}`;
  const edit = yaml.addEntry(file, section, wanted.principal, value);
  // A value that begins on the next line leaves no blank behind the colon.
  return { ...edit, text: edit.text.replace(': \n', ':\n') };
}

function columnOf({ text }: yaml.File, node: yaml.Node): number {
  return node.span.start - (text.lastIndexOf('\n', node.span.start - 1) + 1);
}

/** Where the principal has something already: the account joins its list, or a further grant does. */
function addToPrincipal(
  file: yaml.File,
  own: yaml.Node,
  wanted: Wanted,
  account: string,
  isDefinition: boolean,
): readonly AssignmentTarget[] {
  const { path } = file;
  const grants = own.kind === 'sequence' ? own.items : [own];
  const same = grants.find((it): it is yaml.Mapping => it.kind === 'mapping' && setOf(it) === wanted.permissionSet);
  const accounts = same && fieldOf(same, 'account_ids');
  if (accounts?.kind === 'sequence') {
    return [{ path, detail: `to the accounts of ${wanted.principal}`, edits: [yaml.addItem(file, accounts, account)] }];
  }
  const detail = `a further entry for ${wanted.principal}`;
  const flow = `{ account_ids: [${account}], permission_set: ${key(wanted.permissionSet)} }`;
  if (own.kind === 'sequence') return [{ path, detail, edits: [yaml.addItem(file, own, flow)] }];
  if (own.kind !== 'mapping' || !isDefinition) return [];
  return [{ path, detail, edits: [asList(file, own, flow)] }];
}

function setOf(grant: yaml.Mapping): string | undefined {
  const set = fieldOf(grant, 'permission_set');
  return set?.kind === 'scalar' ? set.text : undefined;
}

/** One grant becomes a list of two; the lines of the first one move to the right. */
function asList(file: yaml.File, own: yaml.Mapping, flow: string) {
  const { path, text } = file;
  const { start } = own.span;
  const end = start + text.slice(start, own.span.end).trimEnd().length;
  const written = text.slice(start, end);
  if (written.startsWith('{')) return { path, start, end, text: `[${written}, ${flow}]` };
  const indent = ' '.repeat(columnOf(file, own));
  const moved = written.replaceAll(/\n(?=[ \t]*\S)/g, '\n  ');
  return { path, start, end, text: `- ${moved}\n${indent}- ${flow}` };
}
