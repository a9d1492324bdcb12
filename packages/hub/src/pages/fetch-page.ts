import { CodedError } from '@wuzei/domain'
import type { Outbound, OutboundAnswer } from '../outbound/outbound.ts'

/** One answer, from the look-up of its name to its last byte: somebody waits. */
const timeoutMs = 10_000
/** All answers together. */
const wholeTimeoutMs = 25_000
/** Bytes of a page: as many as are read, in the longest encoding of Chinese. */
const maxBytes = 6 * 1024 * 1024
/** Browsers give up after twenty. */
const maxRedirects = 10

/** Whether the hub is set up to fetch pages: only where somebody has said so in this very word. */
export function mayFetchPages(
  environment: Readonly<Record<string, string | undefined>> | undefined,
): boolean {
  return environment?.['WUZEI_FETCH_PAGES'] === 'on'
}

/** A page as the hub fetched it. */
export interface FetchedPage {
  readonly finalUrl: string
  readonly redirects: readonly string[]
  readonly html: string
  readonly status: number
  readonly contentType: string | undefined
}

/**
 * Fetches a page through the one way out. Redirects are followed by hand, each address admitted anew, so that no page
 * leads the hub into a network of its own. Nothing of the page is run, and nothing it refers to is fetched.
 *
 * @throws CodedError OUTBOUND_REFUSED, OUTBOUND_FAILED
 */
export async function fetchPage(outbound: Outbound, address: string): Promise<FetchedPage> {
  const start = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`
  const until = performance.now() + wholeTimeoutMs
  const redirects: string[] = []
  let url = outbound.admit(start).href
  for (;;) {
    const rest = Math.floor(until - performance.now())
    if (rest <= 0) throw new CodedError('OUTBOUND_FAILED', 'it did not answer in time')
    const answer = await outbound.call({
      url,
      method: 'GET',
      headers: { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1', 'accept-encoding': 'identity' },
      timeoutMs: Math.min(timeoutMs, rest),
      maxBytes,
    })
    const { location } = answer.headers
    if (answer.status < 301 || answer.status > 308 || location === undefined)
      return readAnswer(url, redirects, answer)
    redirects.push(url)
    if (redirects.length > maxRedirects) throw new CodedError('OUTBOUND_FAILED', 'it leads on and on')
    const next = URL.parse(location, url)
    if (!next) throw new CodedError('OUTBOUND_FAILED', 'it leads to what is no address')
    url = outbound.admit(next.href).href
  }
}

function readAnswer(finalUrl: string, redirects: readonly string[], answer: OutboundAnswer): FetchedPage {
  const contentType = answer.headers['content-type']
  if (contentType !== undefined && !/html|xml|text\/plain/i.test(contentType))
    throw new CodedError('OUTBOUND_FAILED', 'it is no page')
  if ((answer.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new CodedError('OUTBOUND_FAILED', 'it is packed, although that was not asked for')
  return { finalUrl, redirects, html: decode(answer.body, contentType), status: answer.status, contentType }
}

/** Where a page names its encoding. */
const headLength = 2_048

function decode(body: Buffer, contentType: string | undefined): string {
  const named =
    /charset=["']?([\w-]{2,40})/i.exec(contentType ?? '')?.[1] ??
    /charset=["']?([\w-]{2,40})/i.exec(body.subarray(0, headLength).toString('latin1'))?.[1]
  try {
    return new TextDecoder(named ?? 'utf-8').decode(body)
  } catch (error) {
    // A name of no encoding that exists; browsers guess then, and most pages are UTF-8.
    if (!(error instanceof RangeError)) throw error
    return body.toString('utf8')
  }
}
