import type { IndicatorKind } from '@wuzei/domain'
import type { ListedEntry } from '@wuzei/store'
import { isBelowException, namesAbove, type SiteRules } from '../listing/site-rules.ts'

/** One plain list: what is in it and how a line of it looks. */
export type ListFormat = EntryList | RuleList

/** One line for each entry. */
export interface EntryList extends ListHead {
  /** One line, without its end. */
  readonly line: (entry: ListedEntry) => string
}

/** A list of sites that blocks everything below them too, and so must name who passes. */
export interface RuleList extends ListHead {
  readonly lines: (rules: SiteRules) => Iterable<string>
}

interface ListHead {
  /** The last part of its path. */
  readonly file: string
  readonly kinds: readonly IndicatorKind[]
  readonly mediaType: string
  /** Begins a line that programs pass over. */
  readonly comment: string
  readonly summary: string
  /** Lines before the first entry, after the comment. */
  readonly head: (version: bigint) => readonly string[]
}

const text = 'text/plain; charset=utf-8'

/** Every plain list, in the order of the documentation. */
export const listFormats: readonly ListFormat[] = [
  plain('domains.txt', ['domain'], 'One site a line', (entry) => entry.canonical),
  table('domains.csv', ['domain'], 'Sites with level, fraud types and time'),
  plain('hosts.txt', ['domain'], 'For /etc/hosts', (entry) => `0.0.0.0 ${entry.canonical}`),
  {
    ...rules('adblock.txt', 'For browser filters; covers subdomains', adblockLines),
    comment: '!',
    head: () => ['! Title: Wuzei fraud sites'],
  },
  rules('dnsmasq.txt', 'For dnsmasq; covers subdomains', dnsmasqLines),
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
  line: EntryList['line'],
): EntryList {
  return { file, kinds, summary, line, mediaType: text, comment: '#', head: () => [] }
}

function rules(file: string, summary: string, lines: RuleList['lines']): RuleList {
  return { file, kinds: ['domain'], summary, lines, mediaType: text, comment: '#', head: () => [] }
}

/**
 * An exception is above every rule, however exact, unless that is `important`; an important exception is above all.
 * So a listed site below an exception is blocked by an important rule, and an exception below such a site is important.
 */
function* adblockLines(sites: SiteRules): Generator<string, void> {
  const important = new Set<string>()
  for (const name of sites.listed) {
    if (isBelowException(sites, name)) important.add(name)
    else yield `||${name}^`
  }
  for (const name of important) yield `||${name}^$important`
  for (const [name, coversBelow] of sites.exceptions) {
    const marked = important.size > 0 && [...namesAbove(name)].some((above) => important.has(above))
    yield `@@${coversBelow ? '||' : '://'}${name}^${marked ? '$important' : ''}`
  }
}

/** The most exact domain counts; `#` stands for the usual servers. It cannot name a site without what is below it. */
function* dnsmasqLines({ listed, exceptions }: SiteRules): Generator<string, void> {
  for (const name of listed) yield `address=/${name}/`
  for (const name of exceptions.keys()) yield `server=/${name}/#`
}

function table(file: string, kinds: readonly IndicatorKind[], summary: string): EntryList {
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
