import { useQueryClient } from '@tanstack/react-query'
import type { BulkDecisionBody, BulkDecisionReply } from '@wuzei/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../session/api.ts'

/** For so long a decision can be taken back by a key; then it is sent and only corrected. */
const holdMs = 6_000

export interface HeldDecision {
  readonly body: BulkDecisionBody
  /** What is said to have been done. */
  readonly words: string
}

/**
 * Holds the last decision for a few seconds before it is sent, so that a slip of the finger never happened. The next
 * decision, and leaving the desk, send it at once.
 */
export function useHeldDecision(
  onSent: (reply: BulkDecisionReply) => void,
  onFailed: (error: unknown) => void,
) {
  const queries = useQueryClient()
  const [held, setHeld] = useState<HeldDecision>()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const heldNow = useRef<HeldDecision>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const show = useCallback((ids: readonly string[]) => {
    setHidden((before) => new Set([...before].filter((id) => !ids.includes(id))))
  }, [])
  const clear = () => {
    clearTimeout(timer.current)
    heldNow.current = undefined
    setHeld(undefined)
  }
  const flush = async () => {
    const decision = heldNow.current
    if (!decision) return
    clear()
    const ids = decision.body.reports
    try {
      const reply = await api.consoleDecideReports({ body: decision.body })
      onSent(reply)
    } catch (error) {
      onFailed(error)
    }
    await queries.invalidateQueries({ queryKey: ['queue'] })
    show(ids)
  }
  const hold = async (decision: HeldDecision) => {
    setHidden((before) => new Set([...before, ...decision.body.reports]))
    await flush()
    heldNow.current = decision
    setHeld(decision)
    timer.current = setTimeout(() => void flush(), holdMs)
  }
  const undo = () => {
    const decision = heldNow.current
    if (!decision) return false
    clear()
    show(decision.body.reports)
    return true
  }
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      const decision = heldNow.current
      heldNow.current = undefined
      // The page is going; the request outlives it.
      if (decision) void api.consoleDecideReports({ body: decision.body }).catch(onFailed)
    },
    // Only when the desk is left.
    [],
  )
  return { held, hidden, hold, flush, undo }
}
