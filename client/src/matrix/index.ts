/** The access matrix, in an editor tab. */
export { createMatrix, type Matrix } from './panel';
