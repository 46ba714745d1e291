import { nearest } from '../base';
import type * as model from '../model';
import { defineRule, didYouMean, type Fix, replaceValue } from './support/rule';

/** Terraform refuses the whole configuration for one of these, whatever else it holds. */
export const undeclaredReference = defineRule({
  name: 'undeclared-reference',
  summary: 'Access code refers to something that its module does not declare, or to a key that is not there.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const reference of declared.configuration?.undeclared ?? []) {
      const suggestions = suggestionsFor(reference);
      report(reference.text, {
        message: `${message(reference)}${suggestions.length > 0 ? `: did you mean ${suggestions[0]}?` : ''}`,
        fixes: () => suggestions.map((text) => changeTo(text, reference)),
      });
    }
    for (const { key, keys, of } of declared.configuration?.missingKeys ?? []) {
      const suggestions = nearest(key.value, keys);
      report(key, {
        message: `${of ?? 'what is asked here'} has no key "${key.value}"${didYouMean(suggestions)}`,
        fixes: () => suggestions.map((it) => replaceValue(it)),
      });
    }
  },
});

function message({ kind, text: { value } }: model.UndeclaredReference): string {
  const [owner, name] = split(value);
  switch (kind) {
    case 'output':
      return `${owner} has no output "${name}"`;
    case 'resource':
    case 'data source':
      return `this module has no ${kind} ${value}`;
    default:
      return `this module has no ${kind} "${name}"`;
  }
}

/** A near name of the same kind, or the very name of a near kind: `var.groups` for `local.groups`. */
function suggestionsFor({ text: { value }, declared }: model.UndeclaredReference): readonly string[] {
  const [owner, name] = split(value);
  const others = declared.map((text) => [text, ...split(text)] as const);
  const siblings = others.filter(([, it]) => it === owner).map(([, , it]) => it);
  const duplicates = others.filter(([, it, own]) => own === name && isRelatedKind(it, owner)).map(([text]) => text);
  return [...duplicates, ...nearest(name, siblings).map((it) => `${owner}.${it}`)].slice(0, 3);
}

function isRelatedKind(a: string, b: string): boolean {
  const isNamed = (it: string) => it === 'var' || it === 'local' || it === 'module';
  if (isNamed(a) || isNamed(b)) return isNamed(a) && isNamed(b) && a !== b;
  const [one, other] = [a, b].map((it) => it.replace(/^data\./, ''));
  return one === other || nearest(one ?? '', [other ?? '']).length > 0;
}

function split(text: string): readonly [owner: string, name: string] {
  const dot = text.lastIndexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

/** Where only the name changes, an index before it stays. */
function changeTo(text: string, { text: written, name }: model.UndeclaredReference): Fix {
  const [[before], [owner, own]] = [split(written.value), split(text)];
  const place = before === owner ? { at: name, with: [own] } : { at: written, with: [text] };
  return { title: `Change to ${text}`, safe: false, change: { kind: 'rewrite', places: [place] } };
}
