import { CheckBox } from '../parts/check-box.tsx'
import { BookIcon, FlagIcon, ReceiptIcon } from '../parts/icons.tsx'
import { useSession } from '../session.ts'
import type { CheckRefusal } from '../visit/page-data.ts'

export function HomePage({ input, refusal }: { input: string; refusal: CheckRefusal | null }) {
  const { t } = useSession()
  const cards = [
    ['/report', t.home.reportTitle, t.home.reportText, <FlagIcon />],
    ['/receipt', t.home.trackTitle, t.home.trackText, <ReceiptIcon />],
    ['/learn', t.home.learnTitle, t.home.learnText, <BookIcon />],
  ] as const
  return (
    <div class="page home">
      <h1 tabIndex={-1}>{t.home.title}</h1>
      <CheckBox key={input} input={input} refusal={refusal} />
      <div class="cards">
        {cards.map(([href, title, text, icon]) => (
          <a key={href} class="card" href={href}>
            {icon}
            <span>
              <strong>{title}</strong>
              <span>{text}</span>
            </span>
          </a>
        ))}
      </div>
      <section class="examples" aria-labelledby="examples-title">
        <h2 id="examples-title">{t.home.examplesTitle}</h2>
        <ul>
          {t.home.examples.map((example) => (
            <li key={example}>{example}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}
