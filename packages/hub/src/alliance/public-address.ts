import type { FastifyInstance } from 'fastify'
import type { HubContext } from '../hub-context.ts'

/** Under which names the hub is itself: never taken from a request, or whoever sends one could choose them. */
export interface PublicAddress {
  /** Issuer of OAuth metadata, and audience of client assertions. */
  readonly issuer: string
  /** Origins of pages that may use passkeys. */
  readonly origins: readonly string[]
  /** Relying party of WebAuthn: a host name, never an address. */
  readonly relyingParty: string
}

/** From the configured public address, else from where the server listens (which people open as `localhost`, too). */
export function publicAddress(
  server: Pick<FastifyInstance, 'listeningOrigin'>,
  hub: HubContext,
): PublicAddress {
  const issuer = new URL(hub.publicUrl ?? server.listeningOrigin).origin
  const { hostname, port, protocol } = new URL(issuer)
  if (hub.publicUrl !== undefined) return { issuer, origins: [issuer], relyingParty: hostname }
  const local = `${protocol}//localhost${port === '' ? '' : `:${port}`}`
  return { issuer, origins: [issuer, local], relyingParty: 'localhost' }
}
