/**
 * One project loader for the editor, a Git revision and the command line: from a folder's files to the core's inputs, and
 * whatever an evaluation asks for. Which files matter and what they say is the core's business; nothing is analysed here.
 */
export { inFolder } from './folder-path';
export { type LeftOut, leftOutText } from './left-out';
export { Project, type RunSteps, runAtOnce } from './project';
export { type Bounds, boundsOf, gitRoot, type Surroundings } from './repository';
export { type AtRevision, analyseAt } from './revision';
export { folderSource, type ProjectSource } from './source';
