/**
 * What a CI system takes for a command in the output of a step. GitHub's part is that of its runner (actions/runner,
 * src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse), but for the list of commands: here any name is one, since
 * `::stop-commands::` makes one of any word.
 */
export function commandsIn(output: string): readonly string[] {
  return output.split(/\r\n|\r|\n/).filter((line) => isNewCommand(line) || isOldCommand(line) || isOther(line));
}

/** .NET's `TrimStart`. */
const leadingBlanks = /^[\s\u{85}\p{Z}]+/u;

function isNewCommand(line: string): boolean {
  const message = line.replace(leadingBlanks, '');
  return message.startsWith('::') && message.indexOf('::', 2) >= 0;
}

function isOldCommand(line: string): boolean {
  const at = line.indexOf('##[');
  return at >= 0 && line.indexOf(']', at) >= 0;
}

/** Azure Pipelines' logging commands, TeamCity's service messages. */
function isOther(line: string): boolean {
  return /##(?:vso|teamcity)\[/i.test(line);
}
