import { useState } from 'preact/hooks'
import { useSession } from '../session.ts'
import type { FraudTypeChoice } from '../visit/page-data.ts'
import type { Draft } from './draft.ts'
import { Files } from './files.tsx'
import { Recognised } from './recognised.tsx'
import type { ReadAs } from './use-added-check.ts'
import type { Recognition } from './use-recognition.ts'
import type { Uploads } from './use-uploads.ts'

/** Step 1: type, text, files, and what was recognised in them. */
export function WhatHappened(props: {
  draft: Draft
  change: (part: Partial<Draft>) => void
  fraudTypes: readonly FraudTypeChoice[] | null
  recognition: Recognition
  addedAs: ReadonlyMap<string, ReadAs>
  uploads: Uploads
}) {
  const { t } = useSession()
  const { draft, change } = props
  return (
    <>
      <FraudTypeChips
        choices={props.fraudTypes}
        chosen={draft.fraudType}
        choose={(fraudType) => change({ fraudType })}
      />
      <label class="field">
        <span>{t.report.text}</span>
        <textarea
          name="text"
          rows={6}
          maxLength={maxNarrativeLength}
          value={draft.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])]
            if (files.length === 0) return
            event.preventDefault()
            props.uploads.add(files)
          }}
        />
        <small>{t.report.textHint}</small>
      </label>
      <Files
        files={draft.files}
        uploads={props.uploads}
        remove={(attachment) =>
          change({ files: draft.files.filter((file) => file.attachment !== attachment) })
        }
      />
      <Recognised draft={draft} change={change} recognition={props.recognition} addedAs={props.addedAs} />
    </>
  )
}

/** As the contract: longest text of a report. */
const maxNarrativeLength = 20_000
/** The ten categories that make up nearly nine cases in ten come first; the rest behind a button. */
const firstChoices = 10

function FraudTypeChips(props: {
  choices: readonly FraudTypeChoice[] | null
  chosen: string
  choose: (code: string) => void
}) {
  const { t, locale } = useSession()
  const [all, setAll] = useState(false)
  if (props.choices === null) return <p class="notice">{t.report.typesMissing}</p>
  const shown = props.choices.filter(
    ({ code }, index) => all || index < firstChoices || code === props.chosen,
  )
  return (
    <fieldset class="field">
      <legend>
        {t.report.typeLegend} <small>{t.report.typeHint}</small>
      </legend>
      <div class="chips">
        {shown.map(({ code, name }) => (
          <button
            key={code}
            type="button"
            class="chip"
            aria-pressed={code === props.chosen}
            onClick={() => props.choose(code === props.chosen ? '' : code)}
          >
            {name[locale]}
          </button>
        ))}
        {all || props.choices.length <= firstChoices ? null : (
          <button type="button" class="chip chip-more" onClick={() => setAll(true)}>
            {t.report.typeMore} …
          </button>
        )}
      </div>
    </fieldset>
  )
}
