import type { PageCase } from './page-case.ts'
import type { PageSign } from './page-signs.ts'
import type { OfferedProgram } from './submitted-page.ts'

/** Programs that are looked at; no page offers more. */
const maxPrograms = 20

/** Signs of programs that are offered past the app shops. */
export function findPrograms({ page, submitted }: Pick<PageCase, 'page' | 'submitted'>): PageSign[] {
  const signs: PageSign[] = []
  const offered = [...page.links, ...(submitted.programs ?? []).flatMap(({ url }) => url ?? [])]
  const apk = offered.find((link) => /\.apk(?:$|[?#])/i.test(link))
  if (apk) signs.push({ code: 'APP_PAST_SHOPS', values: { file: fileName(apk) } })
  if (offered.some((link) => /^itms-services:|\.mobileconfig(?:$|[?#])/i.test(link)))
    signs.push({ code: 'IPHONE_PROFILE', values: {} })
  return signs
}

function fileName(link: string): string {
  const [path = ''] = link.split(/[?#]/, 1)
  return path.slice(path.lastIndexOf('/') + 1).slice(0, 60)
}

/** Programs of a page as indicators of kind `app`: names of packages, hashes of files and of certificates. */
export function appValues(links: readonly string[], programs: readonly OfferedProgram[] = []): string[] {
  const named = programs
    .slice(0, maxPrograms)
    .flatMap(({ packageName, sha256, certificateSha256 }) => [
      ...(packageName ? [packageName] : []),
      ...(sha256 ? [`apk-sha256:${sha256.toLowerCase()}`] : []),
      ...(certificateSha256 ? [`cert-sha256:${certificateSha256.toLowerCase()}`] : []),
    ])
  const linked = links.flatMap((link) => {
    const found =
      /^(?:market:\/\/details|https:\/\/play\.google\.com\/store\/apps\/details)\?id=([\w.]{3,200})/.exec(
        link,
      )
    return found?.[1] ?? []
  })
  return [...new Set([...named, ...linked])].slice(0, maxPrograms * 3)
}
