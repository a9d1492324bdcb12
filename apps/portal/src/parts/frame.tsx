import type { ComponentChildren } from 'preact'
import { useSession } from '../session.ts'
import { ArrowIcon, Logo, MenuIcon } from './icons.tsx'
import { VisitForm } from './visit-form.tsx'

/**
 * What stands around every page: header, the way to stop a payment, footer. That way follows the reader at the foot of
 * the window; above a form it stands still, since it would lie on the form's own buttons.
 */
export function Frame({ children, path }: { children: ComponentChildren; path: string }) {
  const { t } = useSession()
  const isForm = forms.has(path)
  return (
    <>
      <a class="skip-link" href="#main">
        {t.nav.skip}
      </a>
      <Header />
      {isForm ? <PaidBar still /> : null}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="footer">
        <p>{t.footer.emergency}</p>
        <p>{t.footer.privacy}</p>
        <p>
          <a href="/how">{t.nav.how}</a> <a href="/dispute">{t.nav.dispute}</a>
        </p>
      </footer>
      {isForm || path === '/paid' ? null : <PaidBar still={false} />}
    </>
  )
}

/** Pages whose own buttons come last on the screen. */
const forms: ReadonlySet<string> = new Set(['/report', '/dispute', '/receipt'])

function PaidBar({ still }: { still: boolean }) {
  const { t } = useSession()
  return (
    <aside class={still ? 'paid-bar paid-bar-still' : 'paid-bar'} aria-label={t.nav.paid}>
      <a href="/paid">
        <span>{t.paidBar.question}</span>
        <strong>
          {t.paidBar.action} <ArrowIcon />
        </strong>
      </a>
    </aside>
  )
}

function Header() {
  const { t } = useSession()
  const links = [
    ['/', t.nav.check],
    ['/report', t.nav.report],
    ['/receipt', t.nav.track],
    ['/learn', t.nav.learn],
    ['/how', t.nav.how],
    ['/dispute', t.nav.dispute],
  ] as const
  return (
    <header class="header">
      <div class="header-row">
        <a class="wordmark" href="/">
          <Logo />
          <span class="wordmark-name">{t.brand.name}</span>
          <span class="wordmark-tagline">{t.brand.tagline}</span>
        </a>
        <nav class="wide-nav" aria-label={t.nav.main}>
          {links.slice(1, 4).map(([href, label]) => (
            <a key={href} href={href}>
              {label}
            </a>
          ))}
        </nav>
        <LanguageSwitch />
        <TextSizeSwitch />
        <details class="menu">
          <summary class="header-button" aria-label={t.nav.menu}>
            <MenuIcon />
          </summary>
          <nav class="menu-panel" aria-label={t.nav.menu}>
            {links.map(([href, label]) => (
              <a key={href} href={href}>
                {label}
              </a>
            ))}
          </nav>
        </details>
      </div>
    </header>
  )
}

/** Without script it is a form that repeats the visit in the other language, so that a result is not lost. */
function LanguageSwitch() {
  const { t, locale, visit, setLocale } = useSession()
  const other = locale === 'zh' ? 'en' : 'zh'
  const choose = (event: Event) => {
    event.preventDefault()
    setLocale(other)
  }
  const face = (
    <span lang={other === 'en' ? 'en' : 'zh-CN'}>
      {t.nav.otherLanguage}
      <span class="visually-hidden"> {t.nav.otherLanguageLong}</span>
    </span>
  )
  if (Object.keys(visit.form).length === 0) {
    const query = new URLSearchParams({ ...visit.query, lang: other })
    return (
      <a class="header-button language" href={`${visit.path}?${query}`} onClick={choose} data-own>
        {face}
      </a>
    )
  }
  return (
    <VisitForm action={`${visit.path}?lang=${other}`} values={visit.form}>
      <button class="header-button language" type="submit" onClick={choose}>
        {face}
      </button>
    </VisitForm>
  )
}

function TextSizeSwitch() {
  const { t, textSize, visit, setTextSize } = useSession()
  const other = textSize === 'large' ? 'normal' : 'large'
  const query = new URLSearchParams({ ...visit.query, text: other })
  return (
    <a
      class="header-button text-size"
      href={`${visit.path}?${query}`}
      onClick={(event) => {
        event.preventDefault()
        setTextSize(other)
      }}
      data-own
    >
      <span aria-hidden="true">{textSize === 'large' ? 'A−' : 'A+'}</span>
      <span class="visually-hidden">{textSize === 'large' ? t.nav.normalText : t.nav.largerText}</span>
    </a>
  )
}
