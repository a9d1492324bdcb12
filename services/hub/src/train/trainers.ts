import { textTrainer } from './text-trainer.ts'
import type { Trainer } from './trainer.ts'
import { urlTrainer } from './url-trainer.ts'

/** Every trainer, in the order of the usage. */
export const trainers: readonly Trainer[] = [urlTrainer, textTrainer]
