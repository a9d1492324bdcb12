import { accountDefinition } from './account.ts'
import { appDefinition } from './app.ts'
import { cellDefinition } from './cell.ts'
import { deviceDefinition } from './device.ts'
import { domainDefinition } from './domain.ts'
import { emailDefinition } from './email.ts'
import type { IndicatorDefinition, IndicatorKind } from './indicator.ts'
import { ipDefinition } from './ip.ts'
import { messengerDefinition } from './messenger.ts'
import { paymentDefinition } from './payment.ts'
import { phoneDefinition } from './phone.ts'
import { smsSenderDefinition } from './sms-sender.ts'
import { urlDefinition } from './url.ts'
import { walletDefinition } from './wallet.ts'
import { wifiDefinition } from './wifi.ts'

/** Every kind's definition: adding a kind adds its file and one line here. */
const definitions: Readonly<Record<IndicatorKind, IndicatorDefinition>> = {
  phone: phoneDefinition,
  'sms-sender': smsSenderDefinition,
  url: urlDefinition,
  domain: domainDefinition,
  ip: ipDefinition,
  account: accountDefinition,
  payment: paymentDefinition,
  wallet: walletDefinition,
  messenger: messengerDefinition,
  email: emailDefinition,
  app: appDefinition,
  wifi: wifiDefinition,
  cell: cellDefinition,
  device: deviceDefinition,
}

/** What parses, masks and displays values of this kind. */
export function definitionOf(kind: IndicatorKind): IndicatorDefinition {
  return definitions[kind]
}
