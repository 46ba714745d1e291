/** The access matrix as a file: all of it, or what its page shows where it was started from there. */
import type { AccessMatrix } from '../../../server/src/protocol';
import { saveText } from '../save-text';
import type { World } from './command';
import { pickFormat } from './formats';
import { tellFailure } from './telling';

export async function exportMatrix({ server }: World, argument: unknown): Promise<void> {
  const format = await pickFormat('Export Access Matrix');
  if (!format) return;
  const matrix = isMatrix(argument) ? { matrix: argument } : {};
  const answer = await server.ask('idc/matrixText', { format: format.format, ...matrix });
  if (!answer.ok) return tellFailure(answer.failure);
  await saveText({ ...answer, ...format, name: `access-matrix.${format.extension}` });
}

function isMatrix(argument: unknown): argument is AccessMatrix {
  return typeof argument === 'object' && argument !== null && 'principals' in argument && 'accounts' in argument;
}
