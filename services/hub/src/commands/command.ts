/** One command of `wuzei`; `commands.ts` lists them. */
export interface Command {
  readonly name: string
  /** Options and operands, as shown in the usage. */
  readonly usage: string
  readonly summary: string
  /** Exit status: 0 done, 1 some lines were bad, 2 could not run. */
  run(argv: string[]): Promise<number>
}
