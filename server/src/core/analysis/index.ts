/** From texts to findings: the workspace, the pipeline, suppressions and fixes. */
export type * from './finding';
export type * from './workspace';
