/** Which keys surround a place: `|` is the cursor. */
import { describe, expect, it } from 'vitest';
import * as yaml from '../../../server/src/core/syntax/yaml';

function pathAt(marked: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = yaml.pathAt(yaml.parse({ path: 'a.yaml', text }), offset);
  const steps = found?.steps.map((step) => (step.kind === 'entry' ? step.key : String(step.index))) ?? [];
  return `${steps.join('/')} ${found?.on ?? ''}`;
}

describe('The path to a place', () => {
  it.each([
    ['permi|ssion_sets:\n  A: {}\n', 'permission_sets key'],
    ['permission_sets:\n  A:\n    session_duration: PT|8H\n', 'permission_sets/A/session_duration value'],
    ['permission_sets:\n  A: { tags: { a|: b } }\n', 'permission_sets/A/tags/a key'],
    ['a:\n  - x: 1\n  - x: |2\n', 'a/1/x value'],
    ['a: [p, |q]\n', 'a/1 value'],
  ])('leads through keys and items: %j', (marked, path) => {
    expect(pathAt(marked)).toBe(path);
  });

  it.each([
    ['groups:\n  a: {}\n  |\n', 'groups value'],
    ['groups:\n  a: {}\n|\n', ' value'],
    ['groups:\n  |', 'groups value'],
    ['sets:\n  A:\n    x: 1\n    |\n  B: {}\n', 'sets/A value'],
    ['sets:\n  A:\n    x: 1\n  |\n  B: {}\n', 'sets value'],
    ['session_duration: |\n', 'session_duration value'],
  ])('follows the indentation where nothing is written yet: %j', (marked, path) => {
    expect(pathAt(marked)).toBe(path);
  });

  it('does not enter what an alias repeats', () => {
    expect(pathAt('a: &x {b: 1}\nc: *|x\n')).toBe('c value');
  });
});
