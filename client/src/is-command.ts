import { type CommandId, commands } from '../../server/src/protocol';

/** What a page asks to run may be anything; only our own commands are run for it. */
export function isCommand(id: string): id is CommandId {
  return commands.some((it) => it.id === id);
}
