import { CodedError } from '@wuzei/domain'
import { isRecord } from '../../importers/read-element.ts'

/** A JSON object that a source answered with. @throws CodedError SOURCE_UNFIT */
export function readDocument(body: Buffer | undefined): Readonly<Record<string, unknown>> {
  try {
    const document: unknown = JSON.parse(body?.toString('utf8') ?? '')
    if (isRecord(document)) return document
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new CodedError('SOURCE_UNFIT', 'its answer is no JSON object')
}
