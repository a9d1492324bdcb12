import { call, type ClientOptions } from '../call.ts'

/** Calls as a page of the hub makes them: on its session, with the header that other sites cannot send. */
export interface PageCalls {
  readonly get: <Reply>(path: string, query?: Query) => Promise<Reply>
  readonly post: <Reply>(path: string, body?: unknown) => Promise<Reply>
  readonly put: <Reply>(path: string, body?: unknown) => Promise<Reply>
  readonly remove: (path: string, body?: unknown) => Promise<void>
  /** The bytes of a file, as a download. */
  readonly file: (path: string) => Promise<Blob>
}

/** Parameters of a list; what is undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** Options of a client for pages: the session's cookie is the browser's, so only who has none sends a key. */
export interface PageOptions extends ClientOptions {
  /** Administrator key (`wzk_…`), for the one who sets up the first members. */
  readonly key?: string | undefined
}

export function createPageCalls(options: PageOptions): PageCalls {
  const send = <Reply>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) =>
    call<Reply>(
      options,
      method,
      path,
      {
        credentials: options.key === undefined ? 'same-origin' : 'omit',
        headers: {
          ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
          ...(method === 'GET' ? {} : { 'x-wuzei-request': '1' }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      undefined,
      method === 'GET' ? undefined : readReplyOrNothing,
    )
  return {
    get: (path, query = {}) => send('GET', path + queryText(query)),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    remove: (path, body) => send('DELETE', path, body),
    file: (path) =>
      call(options, 'GET', path, { credentials: 'same-origin' }, undefined, (reply) => reply.blob()),
  }
}

function queryText(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** Deeds answer with nothing (204); everything else is JSON. */
async function readReplyOrNothing<Reply>(response: Response): Promise<Reply> {
  const text = await response.text()
  const reply: Reply = JSON.parse(text === '' ? 'null' : text)
  return reply
}
