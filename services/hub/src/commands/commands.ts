import { adminKey } from './admin-key.ts'
import { audit } from './audit.ts'
import { bench } from './bench.ts'
import { check } from './check.ts'
import { classify } from './classify.ts'
import type { Command } from './command.ts'
import { extract } from './extract.ts'
import { importLists } from './import.ts'
import { returnPlan } from './return-plan.ts'
import { serve } from './serve.ts'
import { train } from './train.ts'

/** Every command, in the order of the usage. */
export const commands: readonly Command[] = [
  serve,
  importLists,
  check,
  extract,
  classify,
  returnPlan,
  train,
  audit,
  bench,
  adminKey,
]
