/**
 * Expressions nobody thought of: mostly well-typed ones, made with fast-check from a seed, and asked of Terraform and of
 * us. They come from a grammar of the whole language, from the patterns of access code, and from variables' types.
 */
import fc from 'fast-check';
import { replay } from '../replay';
import { ask, type Recording } from '../terraform';
import { accessPatterns } from './access';
import { generated } from './grammar';
import { type Question, typedVariable } from './typed';

export type Difference = Question & { readonly terraform: string; readonly ours: string };

/** Those of so many expressions to which the two answers differ. Errors are equal however they are worded. */
export function compareRandom(count: number, seed: number): readonly Difference[] {
  const questions = fc.sample(anyQuestion, { numRuns: count, seed });
  const answers = ask(questions, '');
  return questions.flatMap((question, index) => {
    const answer = answers[index];
    const terraform = answer && 'value' in answer ? answer.value : 'error';
    const ours = ourAnswer(question);
    return isSame(terraform, ours) || isMisdeclared(answer) ? [] : [{ ...question, terraform, ours }];
  });
}

function isSame(terraform: string, ours: string): boolean {
  return terraform === ours || (terraform === '?' && ours.startsWith('?'));
}

/** A type constraint that contradicts itself stops Terraform before there is any value; an editor goes on. */
function isMisdeclared(answer: Recording | undefined): boolean {
  return answer !== undefined && 'error' in answer && answer.error.startsWith('Invalid default value for optional');
}

/** What cannot be parsed is an error; what throws otherwise is a difference like any other. */
function ourAnswer({ expression, declared }: Question): string {
  try {
    const said = replay(expression, declared);
    return 'value' in said ? said.value : 'error' in said ? 'error' : `? ${said.unknown}`;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return message.startsWith(expression) ? 'error' : `thrown: ${message}`;
  }
}

const CALLED = ['Number', 'String', 'Bool', 'Strings', 'Numbers', 'Mapping'].map((kind) => `called${kind}`);
const KINDS = [
  'number',
  'string',
  'bool',
  'strings',
  'numbers',
  'mapping',
  'anything',
  'call',
  'call',
  'lines',
  'lines',
  ...CALLED,
];

const alone = (it: fc.Arbitrary<string>) => it.map((expression) => ({ expression, declared: '' }));

/** What is nested deeply is an error somewhere, more often than not, and the rest of it then says nothing. */
const SIZES = [
  ['small', 4],
  ['medium', 5],
  ['medium', 7],
  ['large', 8],
] as const;

const nested = SIZES.flatMap(([size, depth]) => {
  const byKind = generated(size, depth);
  return KINDS.flatMap((kind) => byKind[kind] ?? []).map((it) => ({ weight: 1, arbitrary: alone(it) }));
});

const anyQuestion: fc.Arbitrary<Question> = fc.oneof(
  { weight: 5, arbitrary: alone(accessPatterns) },
  { weight: 10, arbitrary: typedVariable },
  ...nested,
);
