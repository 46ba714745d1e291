import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    include: ['test/scale/**/*.test.ts'],
    // It waits for the budget nearly all the time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ['default'],
    passWithNoTests: false,
  },
});
