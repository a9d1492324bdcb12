import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { classifyUrl, loadUrlModel } from '@wuzei/detect'
import { benchResult, median, type Benchmark } from './bench-result.ts'
import { findSklearn, timeSklearn } from './sklearn-peer.ts'

const defaultLinks = 30_000
const rounds = 3
/** The peer is slower; so many links of each kind are enough to fit and to time it. */
const peerLinks = 3000
/** One link in ten is made like phishing, more than any gateway sees. */
const phishingEvery = 10

/** Links judged in a second by one core, reasons included, beside scikit-learn where that is installed. */
export const detectUrlBenchmark: Benchmark = {
  name: 'detect-url',
  summary: 'links judged a second by one core, beside scikit-learn; --entries is the number of links',

  async run({ entries = defaultLinks, progress = () => undefined }) {
    const bytes = readFileSync(fileURLToPath(import.meta.resolve('@wuzei/detect/models/url.wzm')))
    const startedAt = performance.now()
    const model = loadUrlModel(bytes)
    const loadMs = performance.now() - startedAt
    const links = sampleLinks(entries)
    progress(`judging ${entries} links ${rounds} times`)
    const judge = () => timed(links, (link) => classifyUrl(model, link))
    judge()
    const own = median(Array.from({ length: rounds }, judge))
    const figures = { links_per_s: own, load_ms: loadMs, model_bytes: bytes.length, link_us: 1e6 / own }
    const python = findSklearn()
    if (python === undefined) {
      progress('python3 with scikit-learn is not installed: no peer')
      return await Promise.resolve(benchResult('detect-url', figures))
    }
    progress('fitting and timing scikit-learn')
    const texts = sampleLinks(peerLinks)
    const peer = median(
      timeSklearn(python, {
        texts,
        labels: texts.map((_, index) => (index % phishingEvery === 0 ? 1 : 0)),
        asked: sampleLinks(peerLinks),
        rounds,
      }),
    )
    return benchResult(
      'detect-url',
      figures,
      { 'scikit-learn': { links_per_s: peer } },
      { 'links_vs_scikit-learn': own / peer },
    )
  },
}

/** Links a second of this process's own time on the processor, so that a busy machine does not count against it. */
function timed(links: readonly string[], act: (link: string) => unknown): number {
  const before = process.cpuUsage()
  for (const link of links) act(link)
  const { user, system } = process.cpuUsage(before)
  return (links.length / (user + system)) * 1e6
}

const words =
  'news shop garden school clinic hotel music photo travel house book car city blog team green water north family art'.split(
    ' ',
  )
const endings = ['com', 'org', 'net', 'de', 'cn', 'com.cn', 'co.uk', 'fr', 'io', 'info']

/** Links as they are met: names of words, paths of words and numbers, some with a query, one in ten like phishing. */
function sampleLinks(count: number): string[] {
  let state = 7
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
  const word = () => words[next(words.length)] ?? ''
  return Array.from({ length: count }, (_, index) => {
    const host = `${word()}${word()}${next(1000)}.${endings[next(endings.length)] ?? 'com'}`
    if (index % phishingEvery === 0)
      return `http://icbc.com.cn.${word()}-login${next(100)}.top/wap/${word()}/verify.php?id=${next(1e9).toString(16)}`
    const path = Array.from({ length: next(4) }, () => `${word()}-${word()}`).join('/')
    return `https://www.${host}/${path}${next(5) === 0 ? `?page=${next(50)}` : ''}`
  })
}
