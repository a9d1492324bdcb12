/** One step through the portal: what the address says and what a form carried (never in the address). */
export interface Visit {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly form: Readonly<Record<string, string>>
}

/** Every page that has an address. */
export type Place =
  | {
      readonly name:
        | 'home'
        | 'check'
        | 'link'
        | 'paid'
        | 'report'
        | 'track'
        | 'how'
        | 'dispute'
        | 'learn'
        | 'missing'
    }
  | { readonly name: 'fraud-type'; readonly code: string }

/** Which page an address names. */
export function placeOf(path: string): Place {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path
  const named = places[trimmed]
  if (named) return { name: named }
  const fraudType = /^\/learn\/(F\d{2}(?:\.\d{2})?)$/.exec(trimmed)?.[1]
  return fraudType ? { name: 'fraud-type', code: fraudType } : { name: 'missing' }
}

const places: Readonly<Record<string, Exclude<Place['name'], 'fraud-type' | 'missing'>>> = {
  '/': 'home',
  '/check': 'check',
  '/link': 'link',
  '/paid': 'paid',
  '/report': 'report',
  '/receipt': 'track',
  '/how': 'how',
  '/dispute': 'dispute',
  '/learn': 'learn',
}
