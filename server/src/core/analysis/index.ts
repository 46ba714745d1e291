/**
 * From texts to findings: the workspace, the pipeline, suppressions and fixes. The one door for the rim; nothing is
 * shown here, and nothing is loaded: what an analysis still needs is in its `wanted`.
 */
export type * from './finding';
export { readProjectFile } from './project/project-file';
export { isDefinition, isProjectFile, isSource, isTerraform, isVendored, isYaml } from './source-files';
export { type Analysis, type Bug, type Change, createWorkspace, type Workspace } from './workspace';
