import { randomBytes } from 'node:crypto'
import { actorName, CodedError, organisationIdOf, type Actor } from '@wuzei/domain'
import {
  findOrderEndpoint,
  findOrganisation,
  inTransaction,
  removeOrderEndpoint,
  setOrderEndpoint,
  setPartnerCode,
} from '@wuzei/store'
import { noteMemberChange } from '../alliance/member-event.ts'
import { webhookSecret } from '../exchange/webhooks/sign-webhook.ts'
import type { HubContext } from '../hub-context.ts'

/** Where a member has its orders sent to. */
interface OrderWebhook {
  readonly url: string
  readonly setAt: string
}

/** The address of the actor's organisation. @throws CodedError WEBHOOK_UNKNOWN */
export async function readOrderWebhook(hub: HubContext, actor: Actor): Promise<OrderWebhook> {
  const endpoint = await findOrderEndpoint(hub.database.pool, memberOf(actor))
  if (!endpoint) throw new CodedError('WEBHOOK_UNKNOWN', 'no address is set; orders wait to be asked for')
  return { url: endpoint.url, setAt: endpoint.setAt.toISOString() }
}

/** Sets the address, with a new secret. @throws CodedError OUTBOUND_REFUSED */
export async function setOrderWebhook(
  hub: HubContext,
  actor: Actor,
  address: string,
): Promise<OrderWebhook & { readonly secret: string }> {
  const organisationId = memberOf(actor)
  const url = hub.outbound.admit(address).href
  const salt = randomBytes(16)
  const setAt = new Date(hub.clock())
  await inTransaction(hub.database, async (client) => {
    await setOrderEndpoint(client, { organisationId, url, salt, setAt, setBy: actorName(actor) })
    await noteChange(client, actor, organisationId, 'order-webhook.set')
  })
  return { url, setAt: setAt.toISOString(), secret: webhookSecret(hub.exchangeKey, salt) }
}

/** Removes it: orders then wait to be asked for. */
export async function forgetOrderWebhook(hub: HubContext, actor: Actor): Promise<void> {
  const organisationId = memberOf(actor)
  await inTransaction(hub.database, async (client) => {
    await removeOrderEndpoint(client, organisationId)
    await noteChange(client, actor, organisationId, 'order-webhook.removed')
  })
}

/** Says which member a bank code names, so that what one bank names in an answer finds the next. */
export async function namePartner(
  hub: HubContext,
  actor: Actor,
  code: string,
  organisationId: string,
): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const organisation = await findOrganisation(client, organisationId, 'forUpdate')
    if (organisation?.state !== 'active')
      throw new CodedError('RECIPIENT_UNFIT', 'there is no such active member')
    await setPartnerCode(client, {
      code,
      organisationId,
      setBy: actorName(actor),
      setAt: new Date(hub.clock()),
    })
    await noteChange(client, actor, organisationId, 'partner-code.set')
  })
}

async function noteChange(
  client: Parameters<typeof noteMemberChange>[0],
  actor: Actor,
  organisationId: string,
  type: string,
): Promise<void> {
  await noteMemberChange(client, actorName(actor), {
    type,
    subject: `organisation:${organisationId}`,
    payload: {},
  })
}

function memberOf(actor: Actor): string {
  const id = organisationIdOf(actor)
  if (id === null) throw new CodedError('FORBIDDEN', 'orders are for members')
  return id
}
