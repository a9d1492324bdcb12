import { useState } from 'preact/hooks'
import { LevelBadge } from '../parts/level.tsx'
import { useSession } from '../session.ts'
import type { Draft } from './draft.ts'
import { RemoveButton } from './files.tsx'
import type { ReadAs } from './use-added-check.ts'
import type { Recognition } from './use-recognition.ts'

/** What was found in the text, what was added by hand; each can be taken out. */
export function Recognised(props: {
  draft: Draft
  change: (part: Partial<Draft>) => void
  recognition: Recognition
  addedAs: ReadonlyMap<string, ReadAs>
}) {
  const { t } = useSession()
  const { draft, change, recognition, addedAs } = props
  const shown = recognition.values.filter(({ key }) => !draft.removed.includes(key))
  const status = {
    idle: t.report.recognisedNone,
    working: t.report.recognising,
    done: shown.length + draft.added.length === 0 ? t.report.recognisedNone : '',
    failed: t.report.recognisingFailed,
  }[recognition.state]
  return (
    <section class="field recognised" aria-labelledby="recognised">
      <h2 id="recognised">{t.report.recognised}</h2>
      <ul class="recognised-list">
        {shown.map((value) => (
          <li key={value.key}>
            <span class="file-name">
              <span class="breakable">{value.display}</span>
              <small>{t.kinds[value.kind]}</small>
            </span>
            <LevelBadge level={value.level} />
            <RemoveButton
              what={value.display}
              remove={() => change({ removed: [...draft.removed, value.key] })}
            />
          </li>
        ))}
        {draft.added.map((value) => (
          <li key={value}>
            <span class="file-name">
              <span class="breakable">{value}</span>
              <AddedAs read={addedAs.get(value)} />
            </span>
            <RemoveButton
              what={value}
              remove={() => change({ added: draft.added.filter((one) => one !== value) })}
            />
          </li>
        ))}
      </ul>
      <p class="hint" role="status">
        {status && (recognition.state !== 'idle' || draft.added.length === 0) ? status : ''}
      </p>
      <AddByHand
        add={(value) => {
          if (!draft.added.includes(value)) change({ added: [...draft.added, value] })
        }}
      />
    </section>
  )
}

/** Under a value added by hand: its kind, or that nothing was recognised in it and what to do. */
function AddedAs({ read }: { read: ReadAs | undefined }) {
  const { t } = useSession()
  if (read === undefined) return null
  if (read !== null) return <small>{t.kinds[read.kind]}</small>
  return (
    <span class="field-error" role="alert">
      {t.report.addedUnrecognised}
    </span>
  )
}

function AddByHand({ add }: { add: (value: string) => void }) {
  const { t } = useSession()
  const [value, setValue] = useState('')
  const submit = () => {
    if (value.trim() === '') return
    add(value.trim())
    setValue('')
  }
  return (
    <label class="field">
      <span>{t.report.add}</span>
      <span class="input-with-button">
        <input
          type="text"
          name="add"
          value={value}
          maxLength={4096}
          autocomplete="off"
          onInput={(event) => setValue(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return
            event.preventDefault()
            submit()
          }}
          onBlur={submit}
        />
        <button type="button" class="button button-quiet" onClick={submit}>
          {t.report.addAction}
        </button>
      </span>
    </label>
  )
}
