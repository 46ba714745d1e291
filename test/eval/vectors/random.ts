export function compareRandom(
  _count: number,
  _seed: number,
): readonly { expression: string; terraform: string; ours: string }[] {
  return [];
}
