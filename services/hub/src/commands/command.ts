/** One command of `wuzei`; `commands.ts` lists them. */
export interface Command {
  readonly name: string
  /** Options and operands in one line, as shown in the usage. */
  readonly usage: string
  readonly summary: string
  /** Every option it takes: what reads them and what `--help` shows is one table. */
  readonly options: Readonly<Record<string, CommandOption>>
  /** Exit status: 0 done, 1 some lines were bad, 2 could not run. */
  run(argv: string[]): Promise<number>
}

/** An option for `parseArgs`, and what `--help` says about it. */
export type CommandOption =
  | { readonly type: 'boolean'; readonly default?: boolean; readonly help: string }
  | { readonly type: 'string'; readonly default?: string; readonly value: string; readonly help: string }

/** Where the library is, for every command that works without a hub. */
export const dataOption = {
  type: 'string',
  default: './data',
  value: 'FOLDER',
  help: 'data folder; DATABASE_URL stands above it',
} as const satisfies CommandOption
