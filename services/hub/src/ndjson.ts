import { once } from 'node:events'
import type { ErrorCode } from '@wuzei/domain'

/** Longer lines than the longest message with its escapes are no input but a mistake. */
const maxLineLength = 4 * 1024 * 1024

/** One line of input: a JSON object, or why it is none. */
export type InputLine =
  | { readonly line: number; readonly object: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly error: { readonly code: ErrorCode; readonly message: string } }

/** Reads NDJSON in batches, as it arrives; blank lines are left out but counted. */
export async function* readNdjson(
  input: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<readonly InputLine[], void> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  let line = 0
  let skipping = false
  for await (const chunk of input) {
    const lines = (
      rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    ).split('\n')
    rest = lines.pop() ?? ''
    const batch: InputLine[] = []
    for (const text of lines) {
      line += 1
      if (skipping) skipping = false
      else if (text.trim() !== '') batch.push(parseLine(text, line))
    }
    if (rest.length > maxLineLength) {
      if (!skipping) batch.push(bad(line + 1, 'the line is too long'))
      skipping = true
      rest = ''
    }
    if (batch.length > 0) yield batch
  }
  rest += decoder.decode()
  if (!skipping && rest.trim() !== '') yield [parseLine(rest, line + 1)]
}

/** Tells a person at a terminal why nothing happens; a pipe needs no such word. */
export function sayWhatIsAwaited(command: string, example: string): void {
  if (process.stdin.isTTY)
    process.stderr.write(`${command}: waiting for lines such as ${example}; Ctrl+D ends them\n`)
}

function parseLine(text: string, line: number): InputLine {
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return { line, object: value }
    return bad(line, 'the line is no JSON object')
  } catch (error) {
    if (error instanceof SyntaxError) return bad(line, 'the line is no JSON')
    throw error
  }
}

export function bad(line: number, message: string): InputLine & { readonly error: object } {
  return { line, error: { code: 'LINE_INVALID', message } }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Standard output as lines, with backpressure. */
export interface LineWriter {
  /** Resolves when there is room for more; false when nobody reads any longer. */
  write(text: string): Promise<boolean>
}

export function writeLinesTo(output: NodeJS.WritableStream): LineWriter {
  let open = true
  // A reader that has seen enough (`| head`) is no failure.
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    open = false
  })
  return {
    async write(text) {
      if (open && text !== '' && !output.write(text) && open)
        await Promise.race([once(output, 'drain'), once(output, 'error').catch(() => undefined)])
      return open
    },
  }
}
