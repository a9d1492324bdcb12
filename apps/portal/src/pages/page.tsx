import type { Dictionary } from '../language/zh.ts'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import type { Locale } from '../preferences.ts'
import { useSession } from '../session.ts'
import type { PageData } from '../visit/page-data.ts'
import { isOffline } from '../visit/problem.ts'
import { DisputePage } from './dispute.tsx'
import { HomePage } from './home.tsx'
import { FraudTypePage, LearnPage } from './learn.tsx'
import { latePages } from './late-pages.ts'
import { MessagePage } from './message.tsx'
import { MissingPage } from './missing.tsx'
import { PaidPage } from './paid.tsx'
import { DisputedPage, ReceiptPage } from './receipt.tsx'
import { ReportPage } from './report.tsx'
import { TrackPage } from './track.tsx'
import { VerdictPage } from './verdict.tsx'

/** The page that some data asks for. */
export function Page({ data }: { data: PageData }) {
  const { reload } = useSession()
  switch (data.page) {
    case 'home':
      return <HomePage {...data} />
    case 'verdict':
      return <VerdictPage {...data} />
    case 'message':
      return <MessagePage {...data} />
    case 'link':
      return latePages.LinkPage ? <latePages.LinkPage {...data} /> : null
    case 'paid':
      return <PaidPage />
    case 'report':
      return <ReportPage {...data} />
    case 'track':
      return <TrackPage {...data} />
    case 'receipt':
      return <ReceiptPage {...data} />
    case 'disputed':
      return <DisputedPage {...data} />
    case 'how':
      return latePages.HowPage ? <latePages.HowPage {...data} /> : null
    case 'dispute':
      return <DisputePage {...data} />
    case 'learn':
      return <LearnPage {...data} />
    case 'fraud-type':
      return <FraudTypePage {...data} />
    case 'missing':
      return <MissingPage />
  }
  return <ProblemPanel problem={data.problem} onRetry={reload} />
}

/** What the page is about in one line: window title, and what screen readers hear when it has changed. */
export function titleOf(data: PageData, t: Dictionary, locale: Locale): string {
  switch (data.page) {
    case 'home':
      return t.home.title
    case 'verdict':
      return `${t.levels[data.verdict.level]}: ${data.verdict.answer[locale]}`
    case 'message':
      return `${t.levels[data.result.level]}: ${t.message.answer[data.result.level]}`
    case 'link':
      return t.link.open
    case 'paid':
      return t.paid.title
    case 'report':
      return t.report.title
    case 'track':
      return t.track.title
    case 'receipt':
      return data.fresh ? t.receipt.thanks : t.receipt.title
    case 'disputed':
      return data.fresh ? t.dispute.thanks : t.dispute.statusTitle
    case 'how':
      return t.how.title
    case 'dispute':
      return t.dispute.title
    case 'learn':
      return t.learn.title
    case 'fraud-type':
      return data.type.name[locale]
    case 'missing':
      return t.problem.notFoundTitle
  }
  return isOffline(data.problem) ? t.problem.offlineTitle : t.problem.title
}
