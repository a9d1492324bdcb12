import { exampleReceipt } from '@wuzei/sdk'
import { useSession } from '../session.ts'

/** Asks for a receipt number; works without script. */
export function TrackForm(props: { input: string; refusal: 'empty' | 'invalid' | 'unknown' | null }) {
  const { t } = useSession()
  const { input, refusal } = props
  return (
    <form class="track" method="post" action="/receipt" data-visit>
      <label class="field">
        <span>{t.track.label}</span>
        <input
          key={input}
          type="text"
          name="receipt"
          class="receipt-input"
          defaultValue={input}
          maxLength={64}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={refusal !== null}
          aria-describedby={refusal ? 'refusal hint' : 'hint'}
        />
        <small id="hint">{t.track.hint(exampleReceipt.replace(/-/g, unbrokenHyphen))}</small>
      </label>
      {refusal ? (
        <p class="field-error" id="refusal" role="alert">
          {t.track[refusal]}
        </p>
      ) : null}
      <button type="submit" class="button button-primary">
        {t.track.submit}
      </button>
    </form>
  )
}

/** Keeps the number in one line; who copies it all the same gets a dash that the hub reads as one. */
const unbrokenHyphen = '\u2011'
