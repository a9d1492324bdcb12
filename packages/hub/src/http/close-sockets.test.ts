import { once } from 'node:events'
import { connect } from 'node:net'
import Fastify from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { expect, it } from 'vitest'
import { portOf } from '../benchmarks/check-http.ts'
import { closeSocketsSoon } from './close-sockets.ts'

it('closes at once for who asked nothing, and after the answer for who asked', async () => {
  const answering = Promise.withResolvers<undefined>()
  const asked = Promise.withResolvers<undefined>()
  const server = Fastify().withTypeProvider<TypeBoxTypeProvider>()
  closeSocketsSoon(server)
  server.get('/', async () => {
    asked.resolve(undefined)
    await answering.promise
    return 'answered'
  })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const silent = connect(portOf(server.server.address()), '127.0.0.1').resume()
  await once(silent, 'connect')
  const answer = fetch(url)
  await asked.promise
  const closed = once(silent, 'close')
  const closing = server.close()
  await closed
  answering.resolve(undefined)
  expect(await (await answer).text()).toBe('answered')
  await closing
})
