/** The two views of the Identity Center container. */
export { showTrees } from './views';
