import type { TaxiiEnvelope, TaxiiStatus } from '@wuzei/contract'

export const taxiiType = 'application/taxii+json;version=2.1'

/** What a TAXII 2.1 client does over the wire: the requests, and what it demands of the answers. */
export interface TaxiiClient {
  /** The answer, whatever it is. */
  ask(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>
  /** An answer that must be good and of the right type. */
  read<Reply>(path: string): Promise<Reply>
  /** Every object from a place on, page by page as a client takes them over. */
  objects(collection: string, query: string, limit: number): Promise<Record<string, unknown>[]>
  /** Waits until what was handed in has been looked at. */
  decided(status: TaxiiStatus): Promise<TaxiiStatus>
}

export function createTaxiiClient(url: string, authorization: string): TaxiiClient {
  const ask: TaxiiClient['ask'] = async (method, path, { body, headers } = {}) =>
    await fetch(new URL(path, url), {
      method,
      headers: {
        authorization,
        accept: taxiiType,
        ...(body === undefined ? {} : { 'content-type': taxiiType }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const read = async <Reply>(path: string): Promise<Reply> => {
    const response = await ask('GET', path)
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`)
    if (response.headers.get('content-type') !== taxiiType)
      throw new Error(`${path} is ${response.headers.get('content-type')}`)
    const reply: Reply = JSON.parse(text)
    return reply
  }
  return {
    ask,
    read,
    async objects(collection, query, limit) {
      const found: Record<string, unknown>[] = []
      let next = ''
      for (;;) {
        const path = `/taxii2/alliance/collections/${collection}/objects/?limit=${limit}${query}${next}`
        const envelope: TaxiiEnvelope = await read(path)
        found.push(...(envelope.objects ?? []))
        if (envelope.more !== true) return found
        next = `&next=${envelope.next ?? ''}`
      }
    },
    async decided(status) {
      let current = status
      for (let tries = 0; current.status === 'pending' && tries < 200; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        current = await read(`/taxii2/alliance/status/${status.id}/`)
      }
      return current
    },
  }
}
