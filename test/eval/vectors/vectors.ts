/** The recorded vectors, and how one is judged. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from './replay';

export type Vector = {
  readonly terraform: string;
  /** Name of the `.tf` file in `cases/` with the locals and resources of the expression. */
  readonly hcl?: string;
  readonly expression: string;
  readonly value?: string;
  readonly error?: string;
};

const folder = import.meta.dirname;

export function vectorFiles(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}

export function vectorsIn(file: string): readonly Vector[] {
  const vectors: readonly Vector[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return vectors;
}

export function hclOf({ hcl }: Vector): string {
  const path = join(folder, 'cases', `${hcl}.tf`);
  return hcl !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : '';
}

export type Verdict =
  | { readonly kind: 'same' | 'same error' | 'error in other words' | 'unknown' }
  | { readonly kind: 'different'; readonly ours: string; readonly terraform: string };

export function judge(vector: Vector): Verdict {
  const ours = replay(vector.expression, hclOf(vector));
  if ('unknown' in ours && vector.value !== '?') return { kind: 'unknown' };
  if ('error' in ours && vector.error !== undefined) {
    return { kind: squash(vector.error).includes(squash(ours.error)) ? 'same error' : 'error in other words' };
  }
  const text = 'error' in ours ? `error: ${ours.error}` : 'value' in ours ? ours.value : '?';
  const terraform = vector.value ?? `error: ${vector.error}`;
  return text === terraform ? { kind: 'same' } : { kind: 'different', ours: text, terraform };
}

function squash(message: string): string {
  return message
    .toLowerCase()
    .replaceAll(/[\s.]+/g, ' ')
    .trim();
}
