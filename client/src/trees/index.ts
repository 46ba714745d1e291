/** The two views of the Identity Center container. */
export { createTrees, type Trees } from './views';
