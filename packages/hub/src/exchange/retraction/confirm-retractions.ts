import type { ReceiptsReply } from '@wuzei/contract'
import { actorName, CodedError, organisationIdOf, type Actor } from '@wuzei/domain'
import { findActiveApiClient, inTransaction, setPublicName, writeReceipts } from '@wuzei/store'
import { compactVerify, createLocalJWKSet } from 'jose'
import { noteMemberChange } from '../../alliance/member-event.ts'
import type { HubContext } from '../../hub-context.ts'

/** Signatures that cannot be made with what everybody has. */
const algorithms = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256']

/**
 * The actor's organisation confirms that it no longer acts on what was retracted. Confirming again changes nothing.
 * A system that has registered keys signs.
 *
 * @throws CodedError CONFIRMATION_INVALID
 */
export async function confirmRetractions(
  hub: HubContext,
  actor: Actor,
  ids: readonly string[],
  jws: string | undefined,
): Promise<ReceiptsReply> {
  const organisationId = memberOf(actor)
  await requireSignature(hub, actor, ids, jws)
  const by = actorName(actor)
  const confirmed = await inTransaction(hub.database, async (client) => {
    const known = await writeReceipts(client, ids, {
      organisationId,
      by,
      at: new Date(hub.clock()),
      jws: jws ?? null,
    })
    if (known.length > 0)
      await noteMemberChange(client, by, {
        type: 'retraction.confirmed',
        subject: `organisation:${organisationId}`,
        payload: { retractions: known },
      })
    return known
  })
  return { confirmed }
}

/** The actor's organisation agrees, or no longer agrees, to be named on public pages. */
export async function agreeToPublicName(hub: HubContext, actor: Actor, agreed: boolean): Promise<void> {
  const organisationId = memberOf(actor)
  const by = actorName(actor)
  await inTransaction(hub.database, async (client) => {
    await setPublicName(client, organisationId, agreed ? { by, at: new Date(hub.clock()) } : null)
    await noteMemberChange(client, by, {
      type: agreed ? 'public-name.agreed' : 'public-name.withdrawn',
      subject: `organisation:${organisationId}`,
      payload: {},
    })
  })
}

async function requireSignature(
  hub: HubContext,
  actor: Actor,
  ids: readonly string[],
  jws: string | undefined,
): Promise<void> {
  const system = actor.type === 'client' ? await findActiveApiClient(hub.database.pool, actor.id) : undefined
  if (!system?.jwks) {
    if (jws !== undefined)
      throw new CodedError('CONFIRMATION_INVALID', 'this system has registered no key to verify it with')
    return
  }
  if (jws === undefined) throw new CodedError('CONFIRMATION_INVALID', 'this system has keys and has to sign')
  const signed = await signedIds(jws, system.jwks)
  if (!signed || !ids.every((id) => signed.includes(id)))
    throw new CodedError('CONFIRMATION_INVALID', 'it is not a signature of these ids by one of its keys')
}

async function signedIds(
  jws: string,
  jwks: { readonly keys: readonly Record<string, unknown>[] },
): Promise<readonly unknown[] | undefined> {
  try {
    const { payload } = await compactVerify(jws, createLocalJWKSet({ keys: [...jwks.keys] }), { algorithms })
    const said: unknown = JSON.parse(new TextDecoder().decode(payload))
    return typeof said === 'object' &&
      said !== null &&
      'retractions' in said &&
      Array.isArray(said.retractions)
      ? said.retractions
      : undefined
  } catch {
    // Whatever is wrong with it, it is no signature of anything.
    return undefined
  }
}

function memberOf(actor: Actor): string {
  const id = organisationIdOf(actor)
  if (id === null) throw new CodedError('FORBIDDEN', 'only members confirm retractions')
  return id
}
