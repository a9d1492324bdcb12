import { defaultSharingLabels, type SharedObject, type SharingLabel } from '@wuzei/domain'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Response header with both labels of what is in the answer, the most closed ones where it holds several objects. */
const labelHeader = 'sharing-label'

export function setSharingLabel(reply: FastifyReply, { tlp, pap }: SharingLabel): void {
  reply.header(labelHeader, `${tlp} ${pap}`)
}

/** What the answers of these routes are, and so what label they carry. Routes of single shares set their own. */
const objectsOfRoutes: Readonly<Record<string, SharedObject>> = {
  '/v1/admin/reports': 'report-with-personal-data',
  '/v1/admin/reports/:id/attachments/:sha256': 'evidence-file',
  '/v1/admin/disputes': 'report-with-personal-data',
  '/v1/lists/:file': 'confirmed-indicator',
  '/v1/fraud-types': 'method-description',
}

/**
 * Lets every later route, of scopes made later too, whose answers have a default label say it in a header. By a hook of those routes alone: a
 * check pays nothing for it.
 */
export function labelAnswers(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    const object = objectsOfRoutes[route.url]
    if (object === undefined) return
    const label = defaultSharingLabels[object]
    const before = route.onSend === undefined ? [] : [route.onSend].flat()
    route.onSend = [
      ...before,
      async (_request, reply, payload) => {
        if (reply.statusCode < 300) setSharingLabel(reply, label)
        return payload
      },
    ]
  })
}
