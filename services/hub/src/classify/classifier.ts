/** One kind of thing that `wuzei classify` judges; `classifiers.ts` lists them. */
export interface Classifier {
  /** The word after `classify`. */
  readonly name: string
  /** What a line looks like, for whoever sits at a terminal. */
  readonly example: string
  /** Loads what it needs; the function judges one line's object, or says in words why it cannot. */
  open(): Promise<(line: Readonly<Record<string, unknown>>) => object | string>
}
