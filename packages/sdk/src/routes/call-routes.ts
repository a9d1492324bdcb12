import { call, readReply, type CallContext } from '../call.ts'
import { routeMethods } from './route-methods.ts'
import { replyForms } from './reply-forms.ts'
import type { Routes } from './route-types.ts'

/** A route by method and path, such as `GET /v1/check`. */
export type RouteName = keyof Routes

/** What goes into a call beside what the route takes. */
export interface CallExtras {
  readonly signal?: AbortSignal | undefined
  /** For this call instead of the client's. */
  readonly timeoutMs?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** What a route takes: `params` of its path, `query`, `body` (or `file`, `form`), and extras. */
export type RouteInput<Route extends RouteName> = Omit<Routes[Route], 'reply'> & CallExtras

/** What a route answers. */
export type RouteReply<Route extends RouteName> = Routes[Route]['reply']

/** One route as a method; where nothing must be given, nothing needs to be. */
export type RouteMethod<Route extends RouteName> = (
  ...input: object extends RouteInput<Route> ? [input?: RouteInput<Route>] : [input: RouteInput<Route>]
) => Promise<RouteReply<Route>>

/** Every route of the hub as a method. Each rejects with {@link WuzeiError} and nothing else. */
export type RouteMethods = {
  readonly [Name in keyof typeof routeMethods]: RouteMethod<(typeof routeMethods)[Name]>
}

/** The same without its types: what a call is made of. */
interface AnyInput extends CallExtras {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly file?: BodyInit
  readonly mediaType?: string
}

/** Makes the method of every route. */
export function makeRouteMethods(context: CallContext): RouteMethods {
  const methods = Object.entries(routeMethods).map(([name, route]) => ({
    [name]: async (input: AnyInput = {}) =>
      await callRoute(context, route, input, readers[replyForms[route]]),
  }))
  const all: RouteMethods = Object.assign({}, ...methods)
  return all
}

/** Calls one route; `read` takes its answer apart. */
export async function callRoute<Reply>(
  context: CallContext,
  route: RouteName,
  input: AnyInput,
  read: (response: Response) => Promise<Reply>,
): Promise<Reply> {
  const method = httpMethods.find((name) => route.startsWith(`${name} `)) ?? 'GET'
  const { timeoutMs, signal } = input
  return await call<Reply>(
    {
      ...context,
      repeatable: method === 'GET' || readingPosts.has(route),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
    method,
    pathOf(route.slice(method.length + 1), input),
    initOf(input),
    signal,
    read,
  )
}

const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** These only ask, so that they may be sent twice. */
const readingPosts: ReadonlySet<RouteName> = new Set([
  'POST /v1/check',
  'POST /v1/messages/check',
  'POST /v1/alliance/check',
])

function pathOf(template: string, { params = {}, query = {} }: AnyInput): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) asked.append(name, String(one))
  const text = asked.toString()
  return text === '' ? path : `${path}?${text}`
}

function initOf({ body, form, file, mediaType, headers = {} }: AnyInput): RequestInit {
  if (form !== undefined)
    return {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(form).toString(),
    }
  if (file !== undefined) {
    const type =
      mediaType ?? (file instanceof Blob && file.type !== '' ? file.type : 'application/octet-stream')
    return { headers: { 'content-type': type, ...headers }, body: file }
  }
  if (body === undefined) return { headers }
  return { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

const readers = {
  json: async (response: Response): Promise<unknown> =>
    response.status === 204 ? await readNothing(response) : await readReply(response),
  bytes: async (response: Response): Promise<unknown> => new Uint8Array(await response.arrayBuffer()),
  none: readNothing,
}

async function readNothing(response: Response): Promise<unknown> {
  await response.arrayBuffer()
  return undefined
}
