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

/**
 * The origin that a configuration names; undefined when it names none.
 *
 * @throws Error when it is no address of a hub: it would only show when somebody signs in
 */
export function parsePublicUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username)
    throw new Error(`WUZEI_PUBLIC_URL must look like https://hub.example, not ${text}`)
  return url.origin
}

/** From the configured public address, else from where the server listens (which people open as `localhost`, too). */
export function publicAddress(
  server: Pick<FastifyInstance, 'listeningOrigin'>,
  hub: HubContext,
): PublicAddress {
  const issuer = hub.publicUrl ?? server.listeningOrigin
  const { hostname, port, protocol } = new URL(issuer)
  if (hub.publicUrl !== undefined) return { issuer, origins: [issuer], relyingParty: hostname }
  const local = `${protocol}//localhost${port === '' ? '' : `:${port}`}`
  return { issuer, origins: [issuer, local], relyingParty: 'localhost' }
}
