import type { IncomingMessage } from 'node:http'
import { CodedError } from '@wuzei/domain'
import type { HttpLimits } from '../limits.ts'

/**
 * The body of an upload as it arrives, for routes that read it themselves.
 *
 * @throws CodedError BODY_TOO_LARGE; REQUEST_TIMEOUT when its sender falls silent; BODY_INVALID when the connection
 * ends before the body does
 */
export async function* readUpload(
  body: IncomingMessage,
  limits: Pick<HttpLimits, 'importBytes' | 'importIdleMs'>,
): AsyncGenerator<Uint8Array, void> {
  const chunks: AsyncIterator<Uint8Array> = body.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]()
  let bytes = 0
  for (;;) {
    const next = await nextWithin(chunks, limits.importIdleMs)
    if (next.done) return
    bytes += next.value.length
    if (bytes > limits.importBytes) throw tooLarge(limits.importBytes)
    yield next.value
  }
}

export function tooLarge(maxBytes: number): CodedError {
  return new CodedError('BODY_TOO_LARGE', `a list is at most ${maxBytes.toLocaleString('en')} bytes`)
}

/** The clock runs only while the sender is waited for, not while the list is worked on. */
async function nextWithin(
  chunks: AsyncIterator<Uint8Array>,
  idleMs: number,
): Promise<IteratorResult<Uint8Array, unknown>> {
  const silence = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => silence.reject(new CodedError('REQUEST_TIMEOUT', `nothing came for ${idleMs / 1000} s`)),
    idleMs,
  )
  const arrived = chunks.next().catch((cause: unknown) => {
    throw new CodedError('BODY_INVALID', 'the upload broke off before its end; nothing was imported', {
      cause,
    })
  })
  try {
    return await Promise.race([arrived, silence.promise])
  } finally {
    clearTimeout(timer)
  }
}
