/** Which tests there are without an editor, and in which tier each folder of `test/` is. The editor's have a configuration of their own. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose tests start a server, a child process or a refresh. Whatever else is in `test/` is pure, and a unit test. */
export const integration = ['cli', 'client', 'emulator', 'host', 'lsp', 'project', 'scale', 'security'];

/** Folders whose tests open a VS Code or a browser (`test/editor/vitest.config.ts`). */
export const editor = ['editor'];

/** Unit tests that put something else in a module's place, which the others must not see. */
export const isolated = ['test/wording.test.ts'];

const filesIn = (folders: readonly string[]) => folders.map((folder) => `test/${folder}/**/*.test.ts`);

/** What waits longest, for Terraform's provider above all, begins first, so that the rest runs meanwhile. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(emulator\/terraform|scale\/)/.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((it) => !isLong(it))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    reporters: ['default'],
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...isolated, ...filesIn([...integration, ...editor])],
          testTimeout: 600_000,
          // The core keeps nothing that one test could leave to another, so that each worker loads it once.
          pool: 'threads',
          isolate: false,
        },
      },
      { test: { name: 'unit-isolated', include: isolated, testTimeout: 600_000 } },
      {
        test: {
          name: 'integration',
          include: filesIn(integration),
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // They mostly wait for each other's processes, and for Terraform.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
