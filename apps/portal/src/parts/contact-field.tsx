import { useSession } from '../session.ts'

/** Phone number or e-mail address, if somebody wants to leave one. */
export function ContactField(props: {
  label: string
  hint: string
  bad: boolean
  value: string
  change: (value: string) => void
}) {
  const { t } = useSession()
  return (
    <label class="field needs-script">
      <span>{props.label}</span>
      <input
        type="text"
        name="contact"
        maxLength={200}
        value={props.value}
        autocomplete="tel"
        aria-invalid={props.bad}
        aria-describedby={props.bad ? 'contact-bad' : undefined}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
      {props.bad ? (
        <span class="field-error" id="contact-bad" role="alert">
          {t.report.contactBad}
        </span>
      ) : null}
      <small>{props.hint}</small>
    </label>
  )
}
