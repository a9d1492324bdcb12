import { clientScopes, CodedError } from '@wuzei/domain'
import Type from 'typebox'
import { assertionAlgorithms, issueToken, tokenLifetimeS } from '../../alliance/issue-token.ts'
import { publicAddress } from '../../alliance/public-address.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'

/** A form with one assertion; keys and claims are short. */
const maxFormBytes = 16 * 1024

const MetadataSchema = Type.Object({
  issuer: Type.String(),
  token_endpoint: Type.String(),
  grant_types_supported: Type.Array(Type.String()),
  response_types_supported: Type.Array(Type.String()),
  token_endpoint_auth_methods_supported: Type.Array(Type.String()),
  token_endpoint_auth_signing_alg_values_supported: Type.Array(Type.String()),
  scopes_supported: Type.Array(Type.String()),
})
const TokenSchema = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer(),
  scope: Type.String(),
})
const RefusalSchema = Type.Object({ error: Type.String(), error_description: Type.String() })

/** OAuth 2.1 for members' systems: metadata (RFC 8414) and client credentials with `private_key_jwt`. */
export function oauthRoutes(root: HubServer, { hub, limits }: RouteContext): void {
  root.get(
    '/.well-known/oauth-authorization-server',
    {
      config: { access: 'public', rateLimit: { max: limits.signInsPerMinute } },
      schema: {
        tags: ['alliance'],
        summary: 'Where and how systems of members ask for access tokens',
        response: { 200: MetadataSchema },
      },
    },
    async () => {
      const { issuer } = publicAddress(root, hub)
      return {
        issuer,
        token_endpoint: `${issuer}/oauth/token`,
        grant_types_supported: ['client_credentials'],
        response_types_supported: [],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: [...assertionAlgorithms],
        scopes_supported: [...clientScopes],
      }
    },
  )
  void root.register(async (server: HubServer) => {
    server.removeAllContentTypeParsers()
    server.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: maxFormBytes },
      async (_request: unknown, body: string | Buffer) => readForm(String(body)),
    )
    server.post(
      '/oauth/token',
      {
        config: { access: 'public', rateLimit: { max: limits.decisionsPerMinute } },
        schema: {
          tags: ['alliance'],
          summary: 'Get an access token',
          response: { 200: TokenSchema, 400: RefusalSchema, 401: RefusalSchema },
        },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store')
        const answer = await issueToken(hub, formOf(request.body), publicAddress(root, hub))
        if (!answer.ok)
          return await reply
            .code(answer.error === 'invalid_client' ? 401 : 400)
            .send({ error: answer.error, error_description: answer.description })
        return await reply.send({
          access_token: answer.token,
          token_type: 'Bearer',
          expires_in: tokenLifetimeS,
          scope: answer.scopes.join(' '),
        })
      },
    )
  })
}

/** A field that is there twice is no field: RFC 6749 §3.2 forbids it, and two readers could take different ones. */
function readForm(body: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.has(name)) throw new CodedError('BODY_INVALID', 'a field is there twice')
    fields.set(name, value)
  }
  return fields
}

function formOf(body: unknown) {
  const fields = body instanceof Map ? body : new Map<string, string>()
  const field = (name: string): string | undefined => {
    const value: unknown = fields.get(name)
    return typeof value === 'string' ? value : undefined
  }
  return {
    grant_type: field('grant_type'),
    client_id: field('client_id'),
    client_assertion_type: field('client_assertion_type'),
    client_assertion: field('client_assertion'),
    scope: field('scope'),
  }
}
