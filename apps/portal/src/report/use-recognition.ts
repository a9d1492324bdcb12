import { useEffect, useState } from 'preact/hooks'
import type { Kind, Level, PortalApi } from '../wire.ts'
import { problemOf } from '../visit/problem.ts'

export interface RecognisedValue {
  /** `kind:canonical`, by which the reporter may take it out. */
  readonly key: string
  readonly kind: Kind
  readonly canonical: string
  readonly display: string
  readonly level: Level
}

export interface Recognition {
  readonly state: 'idle' | 'working' | 'done' | 'failed'
  readonly values: readonly RecognisedValue[]
}

/** Finds indicators in a text while it is being typed. A failure keeps what was found and never stops a report. */
export function useRecognition(text: string, api: PortalApi): Recognition {
  const [recognition, setRecognition] = useState<Recognition>({ state: 'idle', values: [] })
  useEffect(() => {
    if (text.trim() === '') return setRecognition({ state: 'idle', values: [] })
    const controller = new AbortController()
    const look = async () => {
      setRecognition(({ values }) => ({ state: 'working', values }))
      try {
        const { indicators } = await api.checkMessage(text, { signal: controller.signal })
        if (!controller.signal.aborted) setRecognition({ state: 'done', values: unique(indicators) })
      } catch (error) {
        problemOf(error)
        if (!controller.signal.aborted) setRecognition(({ values }) => ({ state: 'failed', values }))
      }
    }
    const timer = setTimeout(() => void look(), pauseMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [text, api])
  return recognition
}

type Found = Awaited<ReturnType<PortalApi['checkMessage']>>['indicators']

function unique(found: Found): RecognisedValue[] {
  const values = new Map<string, RecognisedValue>()
  for (const { verdict } of found) {
    const { kind, canonical, display, level } = verdict
    const key = `${kind}:${canonical}`
    values.set(key, { key, kind, canonical, display, level })
  }
  return [...values.values()]
}

/** A pause in typing; shorter would ask for every word. */
const pauseMs = 500
