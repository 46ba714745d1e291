/** Changes in Terraform, made by the language's own edits where the value was written. */
import type { Location, TextEdit } from '../../base';
import type { Rewriting } from '../../rules';
import * as hcl from '../../syntax/hcl';
import type { PlainChange } from './fixes';

export function editTerraform(source: hcl.Source, at: Location, change: PlainChange): readonly TextEdit[] {
  switch (change.kind) {
    case 'replace-value':
      return hcl.replaceString(source, at, change.with);
    case 'remove-entry':
      return hcl.remove(source, at);
    case 'add-entry':
      return addEntry(source, at, change);
    case 'depend-on':
      return hcl.addDependsOn(source, at, change.addresses);
    case 'add-block':
      return hcl.addBlock(source, at, change.text);
    case 'add-attribute':
      return addAttribute(source, at, change);
  }
}

function addEntry(source: hcl.Source, at: Location, { key, value }: Extract<PlainChange, { kind: 'add-entry' }>) {
  const step = hcl.pathTo(source.file, at).findLast((it) => it.kind === 'expression' && it.node.kind === 'object');
  if (step?.kind !== 'expression' || step.node.kind !== 'object') return [];
  return hcl.addObjectItem(source, step.node, { name: key, value });
}

function addAttribute(
  source: hcl.Source,
  at: Location,
  { name, value }: Extract<PlainChange, { kind: 'add-attribute' }>,
) {
  const step = hcl.pathTo(source.file, at).findLast((it) => it.kind === 'block');
  return step?.kind === 'block' ? hcl.addAttribute(source, step.node, { name, value }) : [];
}

/** Kept texts stand in the file of the place itself. */
export function rewriteTerraform(source: hcl.Source, { at, with: parts }: Rewriting): readonly TextEdit[] {
  const isHere = parts.every((part) => typeof part === 'string' || part.origin.at.path === source.file.path);
  if (!isHere) return [];
  const texts = parts.map((part) =>
    typeof part === 'string' ? part : source.text.slice(part.origin.at.start, part.origin.at.end),
  );
  return hcl.replaceNode(source, at.origin.at, texts.join(''));
}
