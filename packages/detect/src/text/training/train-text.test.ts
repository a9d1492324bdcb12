import { expect, it } from 'vitest'
import { classifyText } from '../classify-text.ts'
import { encodeTextModel, loadTextModel } from '../text-model.ts'
import { clusterTexts } from './clusters.ts'
import { collectTexts } from './collect-texts.ts'
import { prepareRows } from './feature-rows.ts'
import { labelMetrics } from './label-metrics.ts'
import { trainSoftmax } from './train-softmax.ts'
import { trainText } from './train-text.ts'
import { writeTextModelCard } from './write-text-card.ts'

function collectFixture() {
  const collected = collectTexts()
  collected.addBaseStation('label\ttext')
  collected.addBaseStation('FR:Phishing(Bank)\t尊敬 的 用户 您 的 积分 已 满 DIGIT 请 登录 URL 兑换')
  collected.addBaseStation('IL:Gambling\t百家乐 首存 送 DIGIT URL')
  collected.addBaseStation('AD:Loan\t无 抵押 贷款 放款 快 CELLPHONE')
  collected.addBaseStation('AD:Loan\t无 抵押 贷款 放款 快 CELLPHONE')
  collected.addPersonal('normal\t我在车上，一会到单位给你打')
  collected.addDialogue(
    'fraud\t投资诈骗\t您好，我们有个高收益项目 || 请转账到这个账户\t什么项目？ || 我不需要',
  )
  return collected.result()
}

it('reads the collections, and a message that comes twice once', () => {
  const { rows, dialogues, duplicates } = collectFixture()
  expect(dialogues).toBe(1)
  expect(duplicates).toBe(1)
  expect(rows.filter(({ source }) => source === 'base-station').map(({ label }) => label)).toEqual([
    'fraud',
    'illegal',
    'ad',
  ])
  expect(rows.find(({ source, weight }) => source === 'dialogue' && weight === 1)?.fraudType).toBe('F02')
})

it('keeps copies of a template together', () => {
  const template = '尊敬的用户您的账户积分已满可兑换现金请及时登录手机网查询兑换逾期失效建设银行'
  const texts = [template, template.replace('建设', '工商'), '今天晚上一起吃火锅吧我请客']
  const clusters = clusterTexts(texts, [-1, -1, -1], [false, false, false])
  expect(clusters[0]).toBe(clusters[1])
  expect(clusters[2]).not.toBe(clusters[0])
})

it('learns the same from the same rows and seed, and something else from another seed', () => {
  const prepared = prepareRows(collectFixture().rows)
  const order = Uint32Array.from(prepared.rows, (_, row) => row)
  const learn = (seed: number) =>
    trainSoftmax(prepared, prepared.labels, prepared.importance, order, {
      epochs: 3,
      rate: 0.5,
      bucketPull: 0,
      cuePull: 0.003,
      cuesAlone: 0.2,
      seed,
    })
  expect(learn(1).buckets).toEqual(learn(1).buckets)
  expect(learn(1).cues).toEqual(learn(1).cues)
  expect(learn(1).buckets).not.toEqual(learn(2).buckets)
})

it('makes a model that classifies, and a card that tells its figures', () => {
  const training = trainText(collectFixture().rows, { seed: 1 })
  const bytes = encodeTextModel(training.weights, { seed: 1 })
  const card = writeTextModelCard({ training, modelBytes: bytes.length, seed: 1 })
  expect(card).toContain('A source never trained on')
  expect(card).toContain('| own | 705 |')
  const model = loadTextModel(bytes)
  expect(classifyText(model, '请把资金转到安全账户，不要告诉任何人，您涉嫌洗钱').label).toBe('fraud')
  expect(classifyText(model, '我到家了，你吃饭了吗').label).toBe('normal')
}, 120_000)

it('counts what was said against the truth', () => {
  const margins = (label: number) => Float64Array.from({ length: 5 }, (_, at) => (at === label ? 1 : 0))
  const metrics = labelMetrics([
    { label: 0, margins: margins(0) },
    { label: 2, margins: margins(2) },
    { label: 2, margins: margins(1) },
  ])
  expect(metrics.accuracy).toBeCloseTo(2 / 3)
  expect(metrics.f1.fraud).toBeCloseTo(2 / 3)
  expect(metrics.confusion[2]).toEqual([0, 1, 1, 0, 0])
})
