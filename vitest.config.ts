import { defineConfig } from 'vitest/config'
import { scratchFolder } from './tools/scratch.ts'

process.env.TMPDIR = scratchFolder() // for the workers, and for whatever they start

/** One project a package; those that need PostgreSQL share one server a run, which starts only when one of their tests does. */
export default defineConfig({
  test: {
    // Whoever waits for a database or a child process leaves room for another file.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          // Nothing here keeps anything between two tests: what one file imports, the next need not import again.
          isolate: false,
          include: ['{customs,contract,web,tools,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'web/browser/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'browser',
          // One browser and one region after everything else: what it waits for on a screen is soon there.
          maxWorkers: 1,
          isolate: false,
          sequence: { groupOrder: 1 },
          include: ['web/browser/**/*.test.ts'],
          globalSetup: ['web/browser/testing/shared-region.ts'],
          testTimeout: 30_000,
          // A click that a page drawn anew has lost is made once more, as anybody would; what was shown is printed.
          retry: 1,
        },
      },
      {
        test: {
          name: 'node',
          isolate: false,
          include: ['{server,cli}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['server/src/platform/testing/shared-server.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
