/**
 * From texts to findings: the workspace, the pipeline, suppressions and fixes. The public interface of all this; nothing is
 * shown here, and nothing is loaded: what an analysis still needs is in its `wanted`.
 */
export { isProjectFile, isSource, isTerraform } from '../declared';
export type * from './finding';
export { readProjectFile } from './project/project-file';
export { type Analysis, type Change, createWorkspace, type Workspace, type WorkspaceOptions } from './workspace';
