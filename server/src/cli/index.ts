/** The command line: arguments, commands, formats. Holds no analysis and touches the world only through the host. */
export { run } from './run';
export type { World } from './world';
