import { enLink } from '../language/en-link.ts'
import { formatDay } from '../language/format.ts'
import { zhLink } from '../language/zh-link.ts'
import { Calls } from '../parts/calls.tsx'
import { ArrowIcon, LevelIcon } from '../parts/icons.tsx'
import { levelWords } from '../parts/level.tsx'
import { takeLinkApart, type LinkPiece } from '../parts/take-link-apart.ts'
import { VisitForm } from '../parts/visit-form.tsx'
import { useSession } from '../session.ts'
import type { SeenPage, Verdict } from '../wire.ts'

/** Nobody reads more, and the weightiest come first. */
const shownReasons = 4

/** A link explained piece by piece: which piece is the real site, whose it is, and what is odd about each. */
export function LinkPage({ verdict, seen }: { verdict: Verdict; seen: SeenPage | null }) {
  const { t, locale } = useSession()
  const words = locale === 'en' ? enLink : zhLink
  const { pieces, whole } = takeLinkApart(verdict)
  const nothingOdd = whole.length === 0 && pieces.every(({ odd }) => odd.length === 0)
  return (
    <div class="page link">
      <h1 tabIndex={-1}>{t.link.open}</h1>
      <p>{words.lead}</p>
      <p class="pasted link-whole">
        {pieces.map(({ part, text }) =>
          part === 'site' ? <strong key={part}>{text}</strong> : <span key={part}>{text}</span>,
        )}
      </p>
      <p class={`badge level-${verdict.level}`}>
        <LevelIcon level={verdict.level} />
        {levelWords(verdict, t)}
      </p>
      <ol class="link-pieces">
        {pieces.map((piece) => (
          <PieceItem key={piece.part} piece={piece} verdict={verdict} />
        ))}
      </ol>
      {whole.length > 0 ? (
        <section aria-labelledby="whole">
          <h2 id="whole">{words.whole}</h2>
          <ul class="reasons">
            {whole.map(({ code, text }) => (
              <li key={code}>{text[locale]}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {seen && seen.reasons.length > 0 ? (
        <section aria-labelledby="seen">
          <h2 id="seen">{words.seen}</h2>
          <p>{words.seenAt(formatDay(seen.at, locale))}</p>
          <ul class="reasons">
            {seen.reasons.slice(0, shownReasons).map(({ code, text }) => (
              <li key={code}>{text[locale]}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {nothingOdd && !seen && verdict.level !== 'safe' ? <p class="notice">{words.nothingOdd}</p> : null}
      <section aria-labelledby="now">
        <h2 id="now">{t.verdict.now}</h2>
        <p>{words.remember}</p>
        <Calls urgent={false} verdict={verdict} />
        <a class="button button-urgent" href="/paid">
          {t.verdict.paid} <ArrowIcon />
        </a>
      </section>
      <section class="next-steps">
        <VisitForm action="/check" values={{ value: verdict.value }}>
          <button class="link-button" type="submit">
            {words.back}
          </button>
        </VisitForm>
        <a href="/">{t.verdict.again}</a>
      </section>
    </div>
  )
}

function PieceItem({ piece, verdict }: { piece: LinkPiece; verdict: Verdict }) {
  const { locale } = useSession()
  const words = locale === 'en' ? enLink : zhLink
  const { part, text, odd } = piece
  return (
    <li class={odd.length > 0 ? 'is-odd' : ''}>
      <h2>{words.parts[part]}</h2>
      <p class="link-text breakable">{text}</p>
      <p>{meaningOf(piece, verdict)}</p>
      {odd.map(({ code, text: reason }) => (
        <p key={code} class="link-odd level-suspicious">
          <LevelIcon level="suspicious" />
          <span>{reason[locale]}</span>
        </p>
      ))}
    </li>
  )

  function meaningOf({ part: name, text: shown }: LinkPiece, { identity, facts }: Verdict): string {
    if (name === 'scheme') return shown === 'https://' ? words.encrypted : words.plain
    if (name !== 'site') return words.meaning[name]
    const unicode = facts['unicode']
    const spelled = unicode === undefined || unicode === shown ? '' : words.shownAs(unicode)
    return `${identity ? words.owner(identity.name[locale]) : words.noOwner}${spelled}`
  }
}
