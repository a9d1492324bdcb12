import { useRef, useState } from 'preact/hooks'
import { problemOf } from '../visit/problem.ts'
import type { PortalApi } from '../wire.ts'
import type { UploadedFile } from './draft.ts'

/** A file on its way or refused; one that arrived moves to the draft. */
export interface PendingFile {
  readonly id: number
  readonly file: File
  /** Null while it is sent, else the code of what went wrong. */
  readonly code: string | null
}

export interface Uploads {
  readonly pending: readonly PendingFile[]
  readonly add: (files: readonly File[]) => void
  readonly retry: (id: number) => void
  readonly remove: (id: number) => void
}

/** Uploads each file as soon as it is picked; one that fails stays in view and can be sent again. */
export function useUploads(api: PortalApi, onArrived: (file: UploadedFile) => void): Uploads {
  const [pending, setPending] = useState<readonly PendingFile[]>([])
  const nextId = useRef(1)
  const arrived = useRef(onArrived)
  arrived.current = onArrived

  const send = async (id: number, file: File) => {
    setPending((all) => [...all.filter((one) => one.id !== id), { id, file, code: null }])
    try {
      const reply = await api.upload(file, file.name)
      setPending((all) => all.filter((one) => one.id !== id))
      arrived.current({ name: file.name, attachment: reply.attachment, qr: reply.qr })
    } catch (error) {
      const { code } = problemOf(error)
      setPending((all) => all.map((one) => (one.id === id ? { ...one, code } : one)))
    }
  }
  return {
    pending,
    add: (files) => {
      for (const file of files) void send(nextId.current++, file)
    },
    retry: (id) => {
      const one = pending.find((candidate) => candidate.id === id)
      if (one) void send(id, one.file)
    },
    remove: (id) => setPending((all) => all.filter((one) => one.id !== id)),
  }
}
