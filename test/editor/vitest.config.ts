import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    include: ['test/editor/**/*.test.ts'],
    // One VS Code at a time is all that two cores carry.
    fileParallelism: false,
    // Only for what never comes: each test waits for a state, on a busy machine too.
    testTimeout: 900_000,
    hookTimeout: 600_000,
    reporters: ['default'],
    passWithNoTests: false,
  },
});
