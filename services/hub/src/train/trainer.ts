/** One model that `wuzei train` makes; `trainers.ts` lists them. */
export interface Trainer {
  /** The word after `train`. */
  readonly name: string
  /** Reads what it needs below `data`, writes model and model card into `out`, gives its figures. */
  train(task: TrainingTask): Promise<object>
}

export interface TrainingTask {
  readonly data: string
  readonly out: string
  readonly seed: number
  readonly say: (line: string) => void
}
