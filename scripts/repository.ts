import { join } from 'node:path';

/** The checkout these scripts belong to. */
export const repository = join(import.meta.dirname, '..');
