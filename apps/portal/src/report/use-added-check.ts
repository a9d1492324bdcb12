import { useEffect, useState } from 'preact/hooks'
import type { Kind, PortalApi } from '../wire.ts'
import { problemOf } from '../visit/problem.ts'

/** What a value added by hand was read as; null: as nothing, and a report that names it would be refused. */
export type ReadAs = { readonly kind: Kind; readonly display: string } | null

/**
 * Reads every value added by hand as the report itself will, at once. A failure of the hub leaves a value out: then
 * it is read when the report is sent.
 */
export function useAddedCheck(added: readonly string[], api: PortalApi): ReadonlyMap<string, ReadAs> {
  const [known, setKnown] = useState<ReadonlyMap<string, ReadAs>>(new Map())
  useEffect(() => {
    const asked = added.filter((value) => !known.has(value)).slice(0, mostAtOnce)
    if (asked.length === 0) return undefined
    const controller = new AbortController()
    const look = async () => {
      try {
        const { results } = await api.checkBatch(asked, { signal: controller.signal })
        if (controller.signal.aborted) return
        const read = results.map((result, at) => readAs(asked[at], result))
        setKnown((before) => new Map([...before, ...read]))
      } catch (error) {
        problemOf(error)
      }
    }
    void look()
    return () => controller.abort()
  }, [added, api])
  return known
}

/** The values added by hand that are read as nothing. */
export function unrecognisedOf(
  added: readonly string[],
  known: ReadonlyMap<string, ReadAs>,
): readonly string[] {
  return added.filter((value) => known.get(value) === null)
}

type Result = Awaited<ReturnType<PortalApi['checkBatch']>>['results'][number]

function readAs(value: string | undefined, result: Result): [string, ReadAs] {
  return [value ?? '', 'error' in result ? null : { kind: result.kind, display: result.display }]
}

/** As the contract: indicators one report may name. */
const mostAtOnce = 50
