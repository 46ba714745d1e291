/** The command line: arguments, commands, formats. Holds no analysis and does all I/O through the host. */

export { type CliContext, messageLine } from './context';
export { run } from './run';
