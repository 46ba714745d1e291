/** The command line: arguments, commands, formats. Holds no analysis and touches the world only through the host. */

export type { CliContext } from './context';
export { run } from './run';
