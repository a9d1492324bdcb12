import { memberPageRows } from '@wuzei/contract'

/** What to ask for after this page; null when it was not full. */
export function nextOf(rows: readonly { readonly id: string }[]): string | null {
  return rows.length === memberPageRows ? (rows.at(-1)?.id ?? null) : null
}
