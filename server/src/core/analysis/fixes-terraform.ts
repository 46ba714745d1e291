/** Changes in Terraform: only where the author wrote a plain text is there something to exchange. */
import type { Location, TextEdit } from '../base';
import type * as hcl from '../syntax/hcl';
import type { PlainChange } from './fixes';

type Source = { readonly file: hcl.File; readonly text: string };

export function editTerraform({ text }: Source, at: Location, change: PlainChange): readonly TextEdit[] {
  if (change.kind !== 'replace-value') return [];
  const written = text.slice(at.start, at.end);
  const literal = literalLike(written, change.with, at.path.endsWith('.json'));
  return literal === undefined ? [] : [{ ...at, text: literal }];
}

/** A template with interpolations was composed by its author: a fixed text in its place would lose that. */
function literalLike(written: string, value: string, isJson: boolean): string | undefined {
  if (/^"[^"]*"$/.test(written))
    return isJson ? JSON.stringify(value) : isComposed(written) ? undefined : quoted(value);
  if (/^[A-Za-z_][\w-]*$/.test(written)) return /^[A-Za-z_][\w-]*$/.test(value) ? value : quoted(value);
  return /^\d+$/.test(written) ? quoted(value) : undefined;
}

function isComposed(written: string): boolean {
  return /(^|[^$])\$\{|(^|[^%])%\{/.test(written);
}

function quoted(value: string): string {
  return JSON.stringify(value).replaceAll('${', '$${').replaceAll('%{', '%%{');
}
