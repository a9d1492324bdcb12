import type { FastifyRequest } from 'fastify'

/**
 * Lets clients that know no other way send an API key as the password of HTTP Basic, under any name: TAXII clients and
 * MISP instances. It becomes the bearer key it stands for.
 */
export function takeBasicKey(request: Pick<FastifyRequest, 'headers'>): void {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(request.headers.authorization ?? '') ?? []
  if (encoded === undefined) return
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  request.headers.authorization = `Bearer ${text.slice(text.indexOf(':') + 1)}`
}
