/** Inline policies: documents that are none, and too large ones. */
import type { Anchor, Mutant, Mutator } from '../mutant';
import { type Region, regionsOf } from '../regions';
import { lineAt, type Repository, textAt } from '../repository';

export const inlineMutators: readonly Mutator[] = [
  inDocument('misspells an effect', /(?<=Effect\W+)(Allow|Deny)/, 'Permit'),
  inDocument('writes another version', /2012-10-17/, '2012-10-18'),
  inDocument('misspells Action', /\bAction\b/, 'Actions'),
  inDocument('misspells Resource', /\bResource\b/, 'Resurce'),
  inDocument('misspells Statement', /\bStatement\b/, 'Statements'),
  inDocument('misspells Effect', /\bEffect\b/, 'Efect'),
  inDocument('leaves the service out of an action', /[a-z0-9-]+:(?=[A-Z*])/, ''),
  inDocument('puts a space into a Sid', /(?<=Sid\W+\w{2})(?=\w)/, ' '),
  inDocument('drops a letter of an action', /(?<="?[a-z]:[A-Z]\w{3})\w(?=\w+"?,? ?)/, ''),
  inDocument('allows all of IAM', /(?<=Allow\b[\s\S]*Action\W+)[a-z][\w-]*:[\w*]+/, 'iam:*', 'privilege-escalation'),
  inDocument(
    'writes far too much',
    /(?<=Resource\W+)\*/,
    `arn:aws:s3:::${'a'.repeat(10_500)}`,
    'inline-policy-too-large',
  ),
];

function inDocument(does: string, pattern: RegExp, text: string, rule = 'invalid-inline-policy'): Mutator {
  return {
    does: `${does} in an inline policy`,
    consequences: ['invalid-inline-policy', 'invalid-access-definition'],
    mutants: (repository) =>
      regionsOf(repository, 'inline').flatMap((region) => inRegion(repository, region, { rule, pattern, text, does })),
  };
}

type Change = { readonly rule: string; readonly pattern: RegExp; readonly text: string; readonly does: string };

/** The document as a whole is what is wrong, from its first line on. */
function inRegion(repository: Repository, region: Region, { rule, pattern, text, does }: Change): readonly Mutant[] {
  const match = pattern.exec(region.text);
  if (!match) return [];
  const { path } = region;
  const start = region.start + match.index;
  const edits = [{ path, start, end: start + match[0].length, text }];
  const changed = { path, start };
  return [{ rule, what: does, edits, expected: [[changed, ...firstLines(repository, region)]] }];
}

/** Where the document begins: on the line of its name or on the next one. */
function firstLines(repository: Repository, { path, start }: Region): readonly Anchor[] {
  const next = textAt(repository, path).indexOf('\n', start) + 1;
  return lineAt(textAt(repository, path), start) > 0
    ? [
        { path, start },
        { path, start: next },
      ]
    : [];
}
