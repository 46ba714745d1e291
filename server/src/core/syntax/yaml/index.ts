/** YAML as text: tree with spans, problems, edits. One file at a time, never fails, decides no types. */
export type * from './tree';
