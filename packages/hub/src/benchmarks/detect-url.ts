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

/**
 * Links judged in a second by one core, reasons included, beside scikit-learn where that is installed. The environment's
 * `WUZEI_BENCH_LINKS` names a file of real ones (label, source, link, tab-separated) to judge instead of made-up ones.
 */
export const detectUrlBenchmark: Benchmark = {
  name: 'detect-url',
  summary: 'links judged a second by one core, beside scikit-learn; --entries is the number of links',

  async run({ entries = defaultLinks, progress = () => undefined }) {
    const bytes = readFileSync(fileURLToPath(import.meta.resolve('@wuzei/detect/models/url.wzm')))
    const startedAt = performance.now()
    const model = loadUrlModel(bytes)
    const loadMs = performance.now() - startedAt
    const given = process.env['WUZEI_BENCH_LINKS']
    const samples = given === undefined ? sampleLinks(entries) : readSamples(given, entries)
    const links = samples.map(({ link }) => link)
    progress(`judging ${links.length} links ${rounds} times`)
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
    const few = samples.slice(0, peerLinks)
    const texts = few.map(({ link }) => link)
    const peer = median(
      timeSklearn(python, { texts, labels: few.map(({ label }) => label), asked: texts, rounds }),
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

interface Sample {
  readonly link: string
  readonly label: 0 | 1
}

/** So many links of a file, taken from all over it in an order that is the same each time. */
function readSamples(file: string, count: number): Sample[] {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): Sample[] => {
      const [label, , link] = line.split('\t')
      return link === undefined || label === 'label' ? [] : [{ link, label: label === 'phishing' ? 1 : 0 }]
    })
  const step = 7919
  return Array.from(
    { length: Math.min(count, rows.length) },
    (_, index) => rows[(index * step) % rows.length],
  ).filter((sample) => sample !== undefined)
}

/** Links as they are met: names of words, paths of words and numbers, some with a query, one in ten like phishing. */
function sampleLinks(count: number): Sample[] {
  let state = 7
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
  const word = () => words[next(words.length)] ?? ''
  return Array.from({ length: count }, (_, index) => {
    const host = `${word()}${word()}${next(1000)}.${endings[next(endings.length)] ?? 'com'}`
    if (index % phishingEvery === 0) {
      const link = `http://icbc.com.cn.${word()}-login${next(100)}.top/wap/${word()}/verify.php?id=${next(1e9).toString(16)}`
      return { link, label: 1 }
    }
    const path = Array.from({ length: next(4) }, () => `${word()}-${word()}`).join('/')
    return { link: `https://www.${host}/${path}${next(5) === 0 ? `?page=${next(50)}` : ''}`, label: 0 }
  })
}
