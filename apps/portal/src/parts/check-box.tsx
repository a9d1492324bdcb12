import { useEffect, useRef, useState } from 'preact/hooks'
import { readQr } from '../qr/read-qr.ts'
import { useSession } from '../session.ts'
import type { CheckRefusal } from '../visit/page-data.ts'
import { ImageIcon } from './icons.tsx'

type ImageState = 'idle' | 'reading' | 'nothing' | 'unreadable'

/** The one box: type, paste, drop or pick. Without script it is a plain form. */
export function CheckBox({ input, refusal }: { input: string; refusal: CheckRefusal | null }) {
  const { t, navigate } = useSession()
  const [value, setValue] = useState(input)
  const [image, setImage] = useState<ImageState>('idle')
  const [dragging, setDragging] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => fitHeight(box.current), [value])

  const submit = (text: string) => navigate({ path: '/check', query: {}, form: { value: text } })
  const read = async (file: Blob) => {
    setImage('reading')
    const reading = await readQr(file)
    if (reading.outcome !== 'found') return setImage(reading.outcome)
    setImage('idle')
    setValue(reading.text)
    submit(reading.text)
  }
  const take = (files: FileList | undefined): boolean => {
    const file = [...(files ?? [])].find((candidate) => candidate.type.startsWith('image/'))
    if (file) void read(file)
    return file !== undefined
  }
  const imageMessage = {
    idle: '',
    reading: t.home.imageReading,
    nothing: t.home.imageNothing,
    unreadable: t.home.imageFailed,
  }[image]

  return (
    <form
      method="post"
      action="/check"
      class={dragging ? 'check-box dragging' : 'check-box'}
      data-visit
      onDragOver={(event) => {
        event.preventDefault()
        setDragging(true)
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        setDragging(false)
        if (take(event.dataTransfer?.files)) event.preventDefault()
      }}
    >
      <label for="value">{dragging ? t.home.drop : t.home.label}</label>
      <textarea
        id="value"
        name="value"
        ref={box}
        rows={2}
        value={value}
        placeholder={t.home.placeholder}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={refusal !== null}
        aria-describedby={refusal ? 'refusal' : undefined}
        onInput={(event) => setValue(event.currentTarget.value)}
        onPaste={(event) => {
          if (take(event.clipboardData?.files)) event.preventDefault()
        }}
        onKeyDown={(event) => {
          // One value is sent by Enter as in any search; a line break takes Shift, as in any chat.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          submit(value)
        }}
      />
      {refusal ? (
        <p class="field-error" id="refusal" role="alert">
          {t.home[refusal]}
        </p>
      ) : null}
      <div class="check-actions">
        <button class="button button-primary" type="submit">
          {t.home.submit}
        </button>
        <label class="button button-quiet needs-script">
          <ImageIcon />
          <span>{t.home.image}</span>
          <input
            type="file"
            accept="image/*"
            class="visually-hidden"
            onChange={(event) => {
              take(event.currentTarget.files ?? undefined)
              event.currentTarget.value = ''
            }}
          />
        </label>
      </div>
      <p class="hint needs-script" role="status">
        {imageMessage || t.home.imageHint}
      </p>
    </form>
  )
}

/** Grows with the text up to the height its style allows. */
function fitHeight(element: HTMLTextAreaElement | null): void {
  if (!element) return
  element.rows = Math.min(10, Math.max(2, element.value.split('\n').length))
}
