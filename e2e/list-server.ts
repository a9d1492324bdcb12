import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody's server of lists, on this machine: each path answers as the test says. */
export interface ListServer {
  readonly url: string
  /** Requests since the start, as `METHOD path`, with the headers they came with. */
  readonly requests: { readonly line: string; readonly headers: IncomingMessage['headers'] }[]
  /** What a path answers from now on. */
  answer(path: string, handler: ListHandler): void
  stop(): Promise<void>
}

export type ListHandler = (request: IncomingMessage, response: ServerResponse) => void

export async function startListServer(): Promise<ListServer> {
  const handlers = new Map<string, ListHandler>()
  const requests: ListServer['requests'] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://list').pathname
    requests.push({ line: `${request.method} ${path}`, headers: request.headers })
    const handler = handlers.get(path)
    if (handler) handler(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer: (path, handler) => void handlers.set(path, handler),
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A plain answer. */
export function sending(
  body: string | Buffer,
  headers: Record<string, string> = {},
  status = 200,
): ListHandler {
  return (_request, response) =>
    void response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body)
}

/** An answer that is sent once and then only confirmed. */
export function tagged(body: string, etag: string): ListHandler {
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
    else response.writeHead(200, { 'content-type': 'text/plain', etag }).end(body)
  }
}
