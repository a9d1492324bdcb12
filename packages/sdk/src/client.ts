import type { CallContext, ClientOptions } from './call.ts'
import { createAuthorisation, type Credentials } from './credentials/authorise.ts'
import { publicCalls, type PublicClient } from './public-client.ts'
import {
  callRoute,
  makeRouteMethods,
  type RouteInput,
  type RouteMethods,
  type RouteName,
} from './routes/call-routes.ts'

/** Where the hub is, and who asks. */
export interface CreateClientOptions extends ClientOptions {
  /** `none` unless told: the public API. */
  readonly credentials?: Credentials
}

/** The hub's API. Every method rejects with {@link WuzeiError} and nothing else. */
export interface WuzeiClient extends PublicClient {
  /** Every route of the hub, each as a method that takes `params`, `query`, `body`, `signal` and `timeoutMs`. */
  readonly routes: RouteMethods
  /** One route by its name, of whose answer more is needed than the body: `read` takes it apart. */
  request<Route extends RouteName, Reply>(
    route: Route,
    input: RouteInput<Route>,
    read: (response: Response) => Promise<Reply>,
  ): Promise<Reply>
}

/**
 * Makes a client of the hub's API that works in browsers, workers and Node.
 *
 * @throws nothing; its methods reject with {@link WuzeiError}, whose `code` is the hub's error code, or
 * `UNREACHABLE`, `TIMEOUT` or `UNEXPECTED_ANSWER` where the hub itself could not speak.
 */
export function createClient(options: CreateClientOptions): WuzeiClient {
  const { credentials, ...rest } = options
  const context: CallContext =
    credentials === undefined ? rest : { ...rest, authorisation: createAuthorisation(rest, credentials) }
  return {
    ...publicCalls(context),
    routes: makeRouteMethods(context),
    request: (route, input, read) => callRoute(context, route, input, read),
  }
}
