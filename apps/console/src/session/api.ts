import { createConsoleClient, type ConsoleClient } from '@wuzei/sdk'

/** The hub this page came from, on the session of whoever sits here. */
export const api: ConsoleClient = createConsoleClient({ baseUrl: '' })
