import { useQueryClient } from '@tanstack/react-query'
import type { BulkDecisionBody, BulkDecisionReply } from '@wuzei/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { lastingApi } from '../../session/api.ts'

/** For so long a decision can be taken back by a key; then it is sent and only corrected. */
const holdMs = 6_000

export interface HeldDecision {
  readonly body: BulkDecisionBody
  /** What is said to be about to happen: it has happened when the hub says so. */
  readonly words: string
}

/**
 * Holds the last decision for a few seconds before it is sent, so that a slip of the finger never happened. The next
 * decision, leaving the desk, and hiding or closing the page send it at once.
 */
export function useHeldDecision(
  onSent: (reply: BulkDecisionReply, decision: BulkDecisionBody['decision']) => void,
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
      const reply = await lastingApi.consoleDecideReports({ body: decision.body })
      onSent(reply, decision.body.decision)
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
  const flushNow = useRef(flush)
  flushNow.current = flush
  useEffect(() => {
    // A phone may end a hidden page without another word: hidden is when to send.
    const onHidden = () => {
      if (document.visibilityState === 'hidden') void flushNow.current()
    }
    const onLeave = () => void flushNow.current()
    document.addEventListener('visibilitychange', onHidden)
    window.addEventListener('pagehide', onLeave)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      window.removeEventListener('pagehide', onLeave)
    }
  }, [])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      const decision = heldNow.current
      heldNow.current = undefined
      // The desk is going; the request outlives it.
      if (decision) void lastingApi.consoleDecideReports({ body: decision.body }).catch(onFailed)
    },
    // Only when the desk is left.
    [],
  )
  return { held, hidden, hold, flush, undo }
}
