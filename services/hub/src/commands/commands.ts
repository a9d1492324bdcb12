import type { Command } from './command.ts'
import { serve } from './serve.ts'

/** Every command, in the order of the usage. */
export const commands: readonly Command[] = [serve]
