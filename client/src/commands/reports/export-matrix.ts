/** The access matrix as a file: all of it, or what its page shows where it was started from there. */
import type { AccessMatrix } from '../../../../server/src/protocol';
import { saveText } from '../../save-text';
import type { CommandContext } from '../command';
import { pickFormat } from '../prompts/formats';
import { showFailure } from '../prompts/messages';

export async function exportMatrix({ server }: CommandContext, argument: unknown): Promise<void> {
  const format = await pickFormat('Export Access Matrix');
  if (!format) return;
  const matrix = isMatrix(argument) ? { matrix: argument } : {};
  const answer = await server.ask('idc/matrixText', { format: format.format, ...matrix });
  if (!answer.ok) return showFailure(answer.failure);
  await saveText({ ...answer, ...format, name: `access-matrix.${format.extension}` });
}

function isMatrix(argument: unknown): argument is AccessMatrix {
  return typeof argument === 'object' && argument !== null && 'principals' in argument && 'accounts' in argument;
}
