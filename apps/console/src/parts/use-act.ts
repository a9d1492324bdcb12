import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** Runs what a button does: busy while it runs, its error kept, and the lists it touched read again. */
export function useAct(...touched: readonly string[]) {
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>()
  const [isBusy, setIsBusy] = useState(false)
  /** True when all went well. */
  const act = async (deed: () => Promise<unknown>): Promise<boolean> => {
    setIsBusy(true)
    setError(undefined)
    try {
      await deed()
      await Promise.all(touched.map((name) => queries.invalidateQueries({ queryKey: [name] })))
      return true
    } catch (failure) {
      setError(failure)
      return false
    } finally {
      setIsBusy(false)
    }
  }
  return { act, error, isBusy, forget: () => setError(undefined) }
}
