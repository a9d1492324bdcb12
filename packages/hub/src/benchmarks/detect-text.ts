import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { classifyText, loadTextModel } from '@wuzei/detect'
import { benchResult, median, type Benchmark } from './bench-result.ts'
import { findSklearn, timeSklearn } from './sklearn-peer.ts'

const defaultMessages = 50_000
const rounds = 5
/** The peer is slower; so many messages are enough to fit and to time it. */
const peerMessages = 10_000
/** One message in ten is fraud, more than any operator carries. */
const fraudEvery = 10

/** Messages judged in a second by one core, reasons and parts included, beside scikit-learn where that is installed. */
export const detectTextBenchmark: Benchmark = {
  name: 'detect-text',
  summary: 'messages judged a second by one core, beside scikit-learn; --entries is the number of messages',

  async run({ entries = defaultMessages, progress = () => undefined }) {
    const bytes = readFileSync(fileURLToPath(import.meta.resolve('@wuzei/detect/models/text.wzm')))
    const startedAt = performance.now()
    const model = loadTextModel(bytes)
    const loadMs = performance.now() - startedAt
    const messages = sampleMessages(entries)
    progress(`judging ${entries} messages ${rounds} times`)
    const judge = () => timed(messages, (text) => classifyText(model, text))
    judge()
    const own = median(Array.from({ length: rounds }, judge))
    const figures = {
      messages_per_s: own,
      load_ms: loadMs,
      model_bytes: bytes.length,
      message_us: 1e6 / own,
      mean_characters: messages.reduce((sum, text) => sum + text.length, 0) / messages.length,
    }
    const python = findSklearn()
    if (python === undefined) {
      progress('python3 with scikit-learn is not installed: no peer')
      return await Promise.resolve(benchResult('detect-text', figures))
    }
    progress('fitting and timing scikit-learn')
    const texts = sampleMessages(peerMessages)
    const peer = median(
      timeSklearn(python, {
        texts,
        labels: texts.map((_, index) => (index % fraudEvery === 0 ? 1 : 0)),
        asked: sampleMessages(peerMessages),
        rounds,
      }),
    )
    return benchResult(
      'detect-text',
      figures,
      { 'scikit-learn': { messages_per_s: peer } },
      { 'messages_vs_scikit-learn': own / peer },
    )
  },
}

/** Messages a second of this process's own time on the processor, so that a busy machine does not count against it. */
function timed(texts: readonly string[], act: (text: string) => unknown): number {
  const before = process.cpuUsage()
  for (const text of texts) act(text)
  const { user, system } = process.cpuUsage(before)
  return (texts.length / (user + system)) * 1e6
}

const harmless = [
  '我到地铁口了，你在哪里等我？',
  '明天下午三点开会，记得带上合同',
  '妈，晚饭不用等我，加班到九点',
  '您的验证码是#，五分钟内有效，请勿泄露给他人。',
  '【菜鸟】您的快递已到驿站，取件码#，请尽快领取。',
  '周末一起去爬山吧，天气预报说是晴天，我开车来接你们，早上七点楼下见，别迟到啊',
  '周年庆全场八折，满#减50，退订回T',
  '在吗',
  '孩子作业写完了没有，老师让家长签字',
]
const fraud = [
  '【工商银行】您的账户积分可兑换#元现金，请登录 wap.icb#.com 兑换，逾期作废',
  '您名下银行卡涉嫌洗钱，请把资金转到安全账户核查，不要告诉任何人，回电1380013#',
]

/** Messages as phones get them: mostly short and personal, some notices, one in ten fraud; numbers differ. */
function sampleMessages(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const from = index % fraudEvery === 0 ? fraud : harmless
    const text = from[Math.floor(index / 3) % from.length] ?? ''
    return text.replace('#', String(1000 + (index % 9000)))
  })
}
