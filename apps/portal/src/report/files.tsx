import { useState } from 'preact/hooks'
import { CheckIcon, CloseIcon, FileIcon } from '../parts/icons.tsx'
import { useSession } from '../session.ts'
import type { UploadedFile } from './draft.ts'
import type { Uploads } from './use-uploads.ts'

/** Evidence that is there, on its way, or refused. */
export function Files(props: {
  files: readonly UploadedFile[]
  uploads: Uploads
  remove: (attachment: string) => void
}) {
  const { t } = useSession()
  const { files, uploads } = props
  const [tooMany, setTooMany] = useState(false)
  const pick = (picked: FileList | null | undefined) => {
    const room = maxFiles - files.length - uploads.pending.length
    const chosen = [...(picked ?? [])]
    setTooMany(chosen.length > room)
    uploads.add(chosen.slice(0, Math.max(0, room)))
  }
  const failure = (code: string) =>
    ({
      ATTACHMENT_TYPE: t.report.fileType,
      MEDIA_TYPE_UNSUPPORTED: t.report.fileType,
      ATTACHMENT_TOO_LARGE: t.report.fileLarge,
      BODY_TOO_LARGE: t.report.fileLarge,
    })[code] ?? t.report.fileFailed
  return (
    <div
      class="field files"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        pick(event.dataTransfer?.files)
      }}
    >
      <label class="button button-quiet">
        <FileIcon />
        <span>{t.report.files}</span>
        <input
          type="file"
          multiple
          class="visually-hidden"
          accept="image/*,application/pdf,audio/*,video/mp4,text/plain"
          onChange={(event) => {
            pick(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </label>
      <small>{t.report.filesHint}</small>
      {tooMany ? (
        <p class="field-error" role="alert">
          {t.report.fileTooMany}
        </p>
      ) : null}
      <ul class="file-list" aria-live="polite">
        {files.map((file) => (
          <li key={file.attachment}>
            <CheckIcon />
            <span class="file-name">
              <span class="breakable">{file.name}</span>
              <small>
                {t.report.fileDone}
                {file.qr.length > 0 ? ` · ${t.report.fileQr(file.qr.length)}` : ''}
              </small>
            </span>
            <RemoveButton what={file.name} remove={() => props.remove(file.attachment)} />
          </li>
        ))}
        {uploads.pending.map(({ id, file, code }) => (
          <li key={id} class={code === null ? 'file-sending' : 'file-failed'}>
            <FileIcon />
            <span class="file-name">
              <span class="breakable">{file.name}</span>
              <small>{code === null ? `${t.report.fileSending}…` : failure(code)}</small>
            </span>
            {code === null ? null : (
              <button type="button" class="link-button" onClick={() => uploads.retry(id)}>
                {t.report.retry}
              </button>
            )}
            <RemoveButton what={file.name} remove={() => uploads.remove(id)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

export function RemoveButton({ what, remove }: { what: string; remove: () => void }) {
  const { t } = useSession()
  return (
    <button type="button" class="icon-button" aria-label={t.report.removeOne(what)} onClick={remove}>
      <CloseIcon />
    </button>
  )
}

/** As the contract: files one report may carry. */
const maxFiles = 10
