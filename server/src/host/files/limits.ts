/** More files than the largest repositories have; a folder that would go beyond is left out as a whole. */
export const maxListedFiles = 200_000;
