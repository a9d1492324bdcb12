import { bankHotlines } from '../bank-hotlines.ts'
import { useSession } from '../session.ts'

/** The official lines of banks and payment services, behind one tap: the victim knows which one is theirs. */
export function Banks() {
  const { t, locale } = useSession()
  return (
    <details class="banks">
      <summary class="call">
        <span>
          <strong>{t.paid.steps.bank}</strong>
          <small>{t.paid.steps.bankNote}</small>
        </span>
      </summary>
      <h2 class="visually-hidden">{t.paid.banks}</h2>
      <ul>
        {bankHotlines.map((bank) => (
          <li key={bank.number}>
            <a href={`tel:${bank.number}`}>
              <span>{bank.name[locale]}</span>
              <strong>{bank.number}</strong>
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
