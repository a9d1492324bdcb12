import type {
  LedgerQuery,
  LedgerReply,
  MemberCheckReply,
  RelabellingBody,
  RelabellingList,
  RelabellingReply,
  ShareList,
  ShareQuery,
  ShareReply,
  SharesBody,
  SharesReply,
  WithdrawalBody,
} from '@wuzei/contract'
import { call } from './call.ts'
import type { MemberOptions } from './members.ts'

/**
 * What members share with each other. Labels are TLP 2.0 (who may read) and PAP (what may be done); everything is
 * answered as far as the caller's clearance goes, and what lies above it as if it did not exist (`NOT_FOUND`). Every
 * method rejects with {@link WuzeiError} and nothing else.
 */
export interface SharingClient {
  /** Shares up to 1,000 statements, all or none; the answer has their order. A `reference` makes sending again safe. */
  give(shares: SharesBody['shares']): Promise<SharesReply>
  /** What the caller may read, newest first, 50 a page; `next` of a page is the `after` of the following. */
  shares(query?: ShareQuery): Promise<ShareList>
  share(id: string): Promise<ShareReply>
  /** As `shares`, up to 10,000 in one file of JSON lines; the first line carries the label of the file. */
  exportShares(query?: ShareQuery): Promise<string>
  /** Takes back one's own share, and with it everything that passes it on. */
  withdraw(id: string, reason: WithdrawalBody['reason']): Promise<void>
  /** Closes a label at once; opening one is `proposed`, and a supervisor of the origin decides. */
  relabel(id: string, label: RelabellingBody['label']): Promise<RelabellingReply>
  decideRelabelling(id: string, decision: 'approve' | 'refuse'): Promise<void>
  relabellings(id: string): Promise<RelabellingList>
  /** Public verdicts on up to 1,000 values, and what the caller may read beside them. */
  check(values: readonly string[]): Promise<MemberCheckReply>
  /** What one's own organisation gave and what came of it; of another, numbers from five on. */
  ledger(query?: LedgerQuery): Promise<LedgerReply>
}

/** Makes a client of what members share. In a page of the hub it needs no key: the session's cookie goes along. */
export function createSharingClient(options: MemberOptions): SharingClient {
  const headers =
    options.key === undefined ? { 'x-wuzei-request': '1' } : { authorization: `Bearer ${options.key}` }
  const json = (body: unknown): RequestInit => ({
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const get = <Reply>(path: string, query: object = {}) =>
    call<Reply>(options, 'GET', `${root}${path}${searchOf(query)}`, { headers })
  const post = <Reply>(path: string, body: unknown) => call<Reply>(options, 'POST', root + path, json(body))
  const done = (path: string, body: unknown) =>
    call(options, 'POST', root + path, json(body), undefined, async (response) => {
      await response.arrayBuffer()
    })
  const of = (id: string, what = '') => `/shares/${encodeURIComponent(id)}${what}`
  return {
    give: (shares) => post('/shares', { shares }),
    shares: (query) => get('/shares', query),
    share: (id) => get(of(id)),
    exportShares: (query = {}) =>
      call(
        options,
        'GET',
        `${root}/share-export${searchOf(query)}`,
        { headers },
        undefined,
        async (response) => await response.text(),
      ),
    withdraw: (id, reason) => done(of(id, '/withdrawal'), { reason }),
    relabel: (id, label) => post(of(id, '/relabellings'), { label }),
    decideRelabelling: (id, decision) => done(of(id, '/relabellings/decision'), { decision }),
    relabellings: (id) => get(of(id, '/relabellings')),
    check: (values) => post('/check', { values }),
    ledger: (query) => get('/ledger', query),
  }
}

const root = '/v1/alliance'

function searchOf(query: object): string {
  const known = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return known.length === 0 ? '' : `?${new URLSearchParams(known).toString()}`
}
