import { useEffect, useState } from 'preact/hooks'
import { useSession } from '../session.ts'
import { type Draft, emptyDraft, isEmptyDraft, keepDraft, restoreDraft, withHandover } from './draft.ts'
import { type Uploads, useUploads } from './use-uploads.ts'

export interface ReportDraft {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  /** True when a draft of an earlier visit was found. */
  readonly found: boolean
  readonly clear: () => void
  readonly uploads: Uploads
}

/** The draft of this tab's report, with what other pages handed over; every change is kept at once. */
export function useReportDraft(): ReportDraft {
  const { api, visit } = useSession()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [found, setFound] = useState(false)
  const update = (revise: (before: Draft) => Draft) =>
    setDraft((before) => {
      const after = revise(before)
      keepDraft(after)
      return after
    })
  const uploads = useUploads(api, (file) =>
    update((before) => ({
      ...before,
      files: [...before.files.filter(({ attachment }) => attachment !== file.attachment), file],
      added: [...new Set([...before.added, ...file.qr])],
    })),
  )
  useEffect(() => {
    const kept = restoreDraft()
    setFound(!isEmptyDraft(kept))
    update(() => withHandover(kept, visit.form))
  }, [])
  return {
    draft,
    change: (part) => update((before) => ({ ...before, ...part })),
    found,
    clear: () => {
      setFound(false)
      update(() => emptyDraft)
    },
    uploads,
  }
}
