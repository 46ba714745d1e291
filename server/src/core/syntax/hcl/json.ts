/** The JSON syntax of the same language. */
import type { SourceFile } from '../../base';
import type { File } from './tree';
export function isJson(path: string): boolean {
  return path.endsWith('.json');
}
export function parseJson(file: SourceFile): File {
  return {
    path: file.path,
    body: { span: { start: 0, end: file.text.length }, attributes: [], blocks: [] },
    problems: [],
    comments: [],
  };
}
