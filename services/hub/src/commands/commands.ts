import type { Command } from './command.ts'

/**
 * Every command, in the order of the usage, each loaded when it is called: reading the whole hub took 1.9 s of the 2 s
 * that `extract` took to begin.
 */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  import: async () => (await import('./import.ts')).importLists,
  check: async () => (await import('./check.ts')).check,
  extract: async () => (await import('./extract.ts')).extract,
  classify: async () => (await import('./classify.ts')).classify,
  'return-plan': async () => (await import('./return-plan.ts')).returnPlan,
  train: async () => (await import('./train.ts')).train,
  models: async () => (await import('./models.ts')).models,
  labels: async () => (await import('./labels.ts')).labels,
  conform: async () => (await import('./conform.ts')).conform,
  audit: async () => (await import('./audit.ts')).audit,
  bench: async () => (await import('./bench.ts')).bench,
  'admin-key': async () => (await import('./admin-key.ts')).adminKey,
}

/** The command of a name; undefined when there is none. */
export async function findCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(loaders, name) ? await loaders[name]?.() : undefined
}

/** All of them, for the usage. */
export async function allCommands(): Promise<readonly Command[]> {
  return await Promise.all(Object.values(loaders).map(async (load) => await load()))
}
