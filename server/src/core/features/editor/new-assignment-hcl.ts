/** A new assignment in Terraform: in the maps that a `for_each` expands, and as a resource of its own. */
import type { Analysis } from '../../analysis';
import { isKnown, type Location } from '../../base';
import * as hcl from '../../syntax/hcl';
import type { AssignmentTarget, Wanted } from './new-assignment';

export function hclTargets(analysis: Analysis, wanted: Wanted): readonly AssignmentTarget[] {
  const files = [...analysis.terraform.values()].filter(
    ({ path, problems }) => problems.length === 0 && !hcl.isJson(path) && !/(^|\/)\.terraform\//.test(path),
  );
  const maps = files.flatMap((file) => mapTargets(file, analysis, wanted));
  const resources = files.flatMap((file) => resourceTarget(file, analysis, wanted));
  return [...maps, ...resources];
}

/** Objects whose entries are grants: `group = { account_ids = […], permission_set = "…" }`. */
function mapTargets(file: hcl.File, { files }: Analysis, wanted: Wanted): readonly AssignmentTarget[] {
  const text = files.get(file.path)?.text ?? '';
  const found: AssignmentTarget[] = [];
  hcl.walk(file.body, (expression) => {
    if (expression.kind !== 'object') return;
    const entries = expression.items.map((it) => ({ name: keyOf(it), grant: grantOf(it) }));
    if (!entries.some(({ grant }) => grant !== undefined)) return;
    for (const target of inMap({ file, text }, expression, entries, wanted)) found.push(target);
  });
  return found;
}

type Grant = { readonly set: string | undefined; readonly accounts: hcl.Expression };
type Item = hcl.ObjectExpression['items'][number];
type Entry = { readonly name: string | undefined; readonly grant: Grant | undefined };

function inMap(
  source: hcl.Source,
  object: hcl.ObjectExpression,
  entries: readonly Entry[],
  { principal, account, permissionSet }: Wanted,
): readonly AssignmentTarget[] {
  const { path } = source.file;
  const own = entries.find(({ name }) => name === principal);
  if (!own) {
    const value = { account_ids: [account], permission_set: permissionSet };
    const edits = hcl.addObjectItem(source, object, { name: principal, value });
    return [{ path, detail: `an entry for ${principal}`, edits }];
  }
  if (own.grant?.set !== permissionSet || own.grant.accounts.kind !== 'tuple') return [];
  const edits = hcl.addTupleItem(source, own.grant.accounts, account);
  return [{ path, detail: `to the accounts of ${principal}`, edits }];
}

/** The text of a key that is written as it is. */
function keyOf({ key }: Item): string | undefined {
  return plainText(key);
}

function plainText(expression: hcl.Expression): string | undefined {
  if (expression.kind !== 'template' || expression.parts.length > 1) return undefined;
  const [part] = expression.parts;
  if (!part) return '';
  return part.kind === 'text' ? part.value : undefined;
}

function grantOf({ value }: Item): Grant | undefined {
  if (value.kind !== 'object') return undefined;
  const field = (name: string) => value.items.find((it) => keyOf(it) === name)?.value;
  const [accounts, set] = [field('account_ids'), field('permission_set')];
  if (!accounts || !set) return undefined;
  return { accounts, set: plainText(set) };
}

/** Beside the assignments that a file has as resources already. */
function resourceTarget(file: hcl.File, analysis: Analysis, wanted: Wanted): readonly AssignmentTarget[] {
  const text = analysis.files.get(file.path)?.text ?? '';
  const model = file.body.blocks.find(
    ({ type, labels }) => type.text === 'resource' && labels[0]?.text === 'aws_ssoadmin_account_assignment',
  );
  const instance = model?.body.attributes.find(({ name }) => name.text === 'instance_arn')?.value;
  if (!instance) return [];
  const instanceArn = text.slice(instance.span.start, instance.span.end);
  const written = resourceText(analysis, file, wanted, instanceArn);
  if (written === undefined) return [];
  const before = text === '' || text.endsWith('\n') ? '\n' : '\n\n';
  const at = { path: file.path, start: text.length, end: text.length };
  return [{ path: file.path, detail: 'a resource of its own', edits: [{ ...at, text: before + written }] }];
}

function resourceText(analysis: Analysis, file: hcl.File, wanted: Wanted, instanceArn: string): string | undefined {
  const { principalType, principal, account, permissionSet } = wanted;
  const label = [principal, account, permissionSet]
    .join('_')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .toLowerCase();
  const name = /^[a-z_]/.test(label) ? label : `_${label}`;
  const set = setReference(analysis, file, permissionSet, name, instanceArn);
  const who = principalReference(analysis, file, wanted, name);
  if (!who) return undefined;
  const resource = `resource "aws_ssoadmin_account_assignment" "${name}" {
  instance_arn       = ${instanceArn}
  permission_set_arn = ${set.reference}

  principal_type = "${principalType}"
  principal_id   = ${who.reference}

  target_type = "AWS_ACCOUNT"
  target_id   = ${hcl.quoted(account)}
}
`;
  return [...set.lookUp, ...who.lookUp, resource].join('\n');
}

/** How it is referred to, and what must be looked up for that. */
type Reference = { readonly reference: string; readonly lookUp: readonly string[] };

function setReference(
  { declared }: Analysis,
  file: hcl.File,
  permissionSet: string,
  name: string,
  instanceArn: string,
): Reference {
  const own = declared.permissionSets.all.find(
    (it) => isKnown(it.name) && it.name.value === permissionSet && isBeside(it, file, 'aws_ssoadmin_permission_set'),
  );
  if (own) return { reference: `${own.address}.arn`, lookUp: [] };
  const lookUp = `data "aws_ssoadmin_permission_set" "${name}" {
  instance_arn = ${instanceArn}
  name         = ${hcl.quoted(permissionSet)}
}
`;
  return { reference: `data.aws_ssoadmin_permission_set.${name}.arn`, lookUp: [lookUp] };
}

function principalReference(
  { declared, terraform, files }: Analysis,
  file: hcl.File,
  { principalType, principal }: Wanted,
  name: string,
): Reference | undefined {
  const kind = principalType === 'GROUP' ? 'group' : 'user';
  const listing = principalType === 'GROUP' ? declared.groups : declared.users;
  const own = listing.all.find(
    (it) => isKnown(it.name) && it.name.value === principal && isBeside(it, file, `aws_identitystore_${kind}`),
  );
  if (own) return { reference: `${own.address}.${kind}_id`, lookUp: [] };
  const beside = [...terraform.values()].filter((it) => folderOf(it.path) === folderOf(file.path));
  const store = beside.flatMap((it) => storeIn(it, files.get(it.path)?.text ?? ''))[0];
  if (store === undefined) return undefined;
  const attribute = principalType === 'GROUP' ? 'DisplayName' : 'UserName';
  const lookUp = `data "aws_identitystore_${kind}" "${name}" {
  identity_store_id = ${store}

  alternate_identifier {
    unique_attribute {
      attribute_path  = "${attribute}"
      attribute_value = ${hcl.quoted(principal)}
    }
  }
}
`;
  return { reference: `data.aws_identitystore_${kind}.${name}.${kind}_id`, lookUp: [lookUp] };
}

/** Of the same module, so that its address means it here. */
function isBeside(
  it: { readonly address: string; readonly origin: { readonly at: Location } },
  { path }: hcl.File,
  type: string,
): boolean {
  const isOfType = it.address.startsWith(`${type}.`) || it.address.startsWith(`data.${type}.`);
  return isOfType && folderOf(it.origin.at.path) === folderOf(path);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** How the code beside it calls the identity store. */
function storeIn({ body }: hcl.File, text: string): readonly string[] {
  return body.blocks.flatMap((block) =>
    block.body.attributes.flatMap(({ name, value }) =>
      name.text === 'identity_store_id' ? [text.slice(value.span.start, value.span.end)] : [],
    ),
  );
}
