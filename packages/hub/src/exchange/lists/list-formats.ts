import type { IndicatorKind } from '@wuzei/domain'
import type { ListedEntry } from '@wuzei/store'

/** One plain list: what is in it and how a line of it looks. */
export interface ListFormat {
  /** The last part of its path. */
  readonly file: string
  readonly kinds: readonly IndicatorKind[]
  readonly mediaType: string
  /** Begins a line that programs pass over. */
  readonly comment: string
  readonly summary: string
  /** Lines before the first entry, after the comment. */
  readonly head: (version: bigint) => readonly string[]
  /** One line, without its end. */
  readonly line: (entry: ListedEntry) => string
}

const text = 'text/plain; charset=utf-8'

/** Every plain list, in the order of the documentation. */
export const listFormats: readonly ListFormat[] = [
  plain('domains.txt', ['domain'], 'One site a line', (entry) => entry.canonical),
  table('domains.csv', ['domain'], 'Sites with level, fraud types and time'),
  plain('hosts.txt', ['domain'], 'For /etc/hosts', (entry) => `0.0.0.0 ${entry.canonical}`),
  {
    ...plain(
      'adblock.txt',
      ['domain'],
      'For browser filters; covers subdomains',
      (entry) => `||${entry.canonical}^`,
    ),
    comment: '!',
    head: () => ['! Title: Wuzei fraud sites'],
  },
  plain(
    'dnsmasq.txt',
    ['domain'],
    'For dnsmasq; covers subdomains',
    (entry) => `address=/${entry.canonical}/`,
  ),
  plain('urls.txt', ['url'], 'One link a line, without its scheme', (entry) => entry.canonical),
  table('urls.csv', ['url'], 'Links with level, fraud types and time'),
  plain('phones.txt', ['phone'], 'One number a line', (entry) => entry.canonical),
  table('phones.csv', ['phone'], 'Numbers with level, fraud types and time'),
  plain('accounts.txt', ['account', 'payment', 'wallet'], 'One account a line', (entry) => entry.canonical),
  table('accounts.csv', ['account', 'payment', 'wallet'], 'Accounts with level, fraud types and time'),
]

function plain(
  file: string,
  kinds: readonly IndicatorKind[],
  summary: string,
  line: (entry: ListedEntry) => string,
): ListFormat {
  return { file, kinds, summary, line, mediaType: text, comment: '#', head: () => [] }
}

function table(file: string, kinds: readonly IndicatorKind[], summary: string): ListFormat {
  return {
    file,
    kinds,
    summary,
    mediaType: 'text/csv; charset=utf-8; header=present',
    comment: '#',
    head: () => ['kind,value,level,fraud_types,listed_at'],
    line: ({ kind, canonical, level, fraudTypes, listedAt }) =>
      [kind, csvField(canonical), level, fraudTypes.join(' '), listedAt.toISOString()].join(','),
  }
}

/** RFC 4180; a value that begins like a formula is never run by a spreadsheet that believes the quotes. */
function csvField(value: string): string {
  return /[",\r\n]|^[=@\t]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
