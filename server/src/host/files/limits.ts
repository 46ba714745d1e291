/** In bytes, where nobody says how much may be read. A larger file is data that happens to end in `.yaml` or `.tf.json`. */
export const maxFileBytes = 16 * 1024 * 1024;

/** More files than the largest repositories have; a folder that would go beyond is left out as a whole. */
export const maxListedFiles = 200_000;
