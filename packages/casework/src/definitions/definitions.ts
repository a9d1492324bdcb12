import type { Definition } from '../engine/definition.ts'
import type { EntityKind } from '../engine/entity.ts'
import { appeal } from './appeal.ts'
import { criminalCase } from './case.ts'
import { delayedTransfer } from './delayed-transfer.ts'
import { dissuasionTask } from './dissuasion-task.ts'
import { evidenceItem } from './evidence-item.ts'
import { freezeOrder } from './freeze-order.ts'
import { numberOrder } from './number-order.ts'
import { protectiveHold } from './protective-hold.ts'
import { report } from './report.ts'
import { fundReturnPlan } from './return-plan.ts'
import { sanction } from './sanction.ts'
import { stopOrder } from './stop-order.ts'
import { urlOrder } from './url-order.ts'

/** Every definition, by kind. */
export const definitions: Readonly<Record<EntityKind, Definition>> = {
  report,
  case: criminalCase,
  'stop-order': stopOrder,
  'freeze-order': freezeOrder,
  'return-plan': fundReturnPlan,
  'number-order': numberOrder,
  sanction,
  'url-order': urlOrder,
  'dissuasion-task': dissuasionTask,
  'protective-hold': protectiveHold,
  appeal,
  'evidence-item': evidenceItem,
  'delayed-transfer': delayedTransfer,
}
