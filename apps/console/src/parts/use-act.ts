import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** The log numbers a change, and shows it in lists made from it, a moment after it was made. */
const numberedMs = 1_500

/** Runs what a button does: busy while it runs, its error kept, and the lists it touched read again. */
export function useAct(...touched: readonly string[]) {
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>()
  const [isBusy, setIsBusy] = useState(false)
  /** True when all went well. */
  const act = async (deed: () => Promise<unknown>): Promise<boolean> => {
    const readAgain = async () =>
      await Promise.all(touched.map(async (name) => await queries.invalidateQueries({ queryKey: [name] })))
    setIsBusy(true)
    setError(undefined)
    try {
      await deed()
      await readAgain()
      setTimeout(() => void readAgain(), numberedMs)
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
