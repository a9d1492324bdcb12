import { useSession } from '../session.ts'
import type { Bilingual, MessageCheckReply } from '../wire.ts'
import { splitText } from './split-text.ts'

/** What is odd about a message: one reason with the words it is about. */
interface Oddity {
  readonly text: Bilingual
  readonly quotes: string[]
}

/** Reasons by their code, in the order in which their words stand in the text, then those about the whole. */
function odditiesOf(text: string, { parts, reasons }: MessageCheckReply): Map<string, Oddity> {
  const oddities = new Map<string, Oddity>()
  for (const { code, start, end, text: words } of [...parts, ...reasons.map(aboutTheWhole)]) {
    // The message's own reason tells more than that of a part, where both say the same.
    const reason = reasons.find((said) => said.code === code)?.text ?? words
    const oddity = oddities.get(code) ?? { text: reason, quotes: [] }
    const quote = text.slice(start, end).trim()
    if (quote && !oddity.quotes.includes(quote)) oddity.quotes.push(quote)
    oddities.set(code, oddity)
  }
  return oddities
}

function aboutTheWhole(reason: MessageCheckReply['reasons'][number]) {
  return { ...reason, start: 0, end: 0 }
}

/** The pasted text with everything odd marked and numbered, and below it what each number means. */
export function MarkedText({ text, result }: { text: string; result: MessageCheckReply }) {
  const { t, locale } = useSession()
  const { indicators, parts } = result
  const oddities = odditiesOf(text, result)
  const codes = [...oddities.keys()]
  const values = indicators.map(({ start, end, verdict: { level } }, index) => ({ start, end, level, index }))
  const words = parts.filter(({ start }) => !values.some((value) => value.start === start))
  const marks = [...values, ...words].toSorted((a, b) => a.start - b.start)
  return (
    <>
      <p class="pasted">
        {splitText(text, marks).map(({ start, text: piece, found }) => {
          const number = codes.indexOf(parts.find((part) => found && part.start === start)?.code ?? '') + 1
          return (
            <span key={start}>
              {!found ? (
                piece
              ) : 'level' in found ? (
                <a class={`found level-${found.level}`} href={`#found-${found.index}`}>
                  <mark>{piece}</mark>
                  <span class="found-level">{t.levels[found.level]}</span>
                </a>
              ) : (
                <mark class="risky">{piece}</mark>
              )}
              {number > 0 ? (
                <a class="why-number" href={`#odd-${number}`} aria-label={t.message.seeReason(number)}>
                  {number}
                </a>
              ) : null}
            </span>
          )
        })}
      </p>
      {codes.length > 0 ? <h3>{t.message.odd}</h3> : null}
      <ol class="oddities">
        {[...oddities.values()].map((oddity, index) => (
          <li key={index} id={`odd-${index + 1}`}>
            <span class="why-number" aria-hidden="true">
              {index + 1}
            </span>
            <p>
              {oddity.quotes.map((quote) => (
                <q key={quote}>{quote}</q>
              ))}
              {oddity.quotes.length > 0 ? t.separators.colon : ''}
              {oddity.text[locale]}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}
