import { expect, test } from 'vitest'
import type { FraudType } from './fraud-type.ts'
import { fraudTypes } from './fraud-types.ts'

/** docs/fraud-types.md is the data in readable form; `npx vitest run THIS_FILE -u` writes it anew. */
test('docs/fraud-types.md shows the taxonomy as it is', async () => {
  await expect(renderPage()).toMatchFileSnapshot('../../../../docs/fraud-types.md')
})

function renderPage(): string {
  const families = fraudTypes.filter((type) => type.family === null)
  const head = [
    '# 诈骗类型 · Fraud types',
    '',
    '一套编码，举报表单、模型、统计和宣传都用它。编码永不改变，也不重复使用。',
    'One set of codes for forms, models, statistics and education. A code never changes and is never used again.',
    '',
    '“公安部十类” is the place in the ministry’s list of the ten most common types.',
    '',
    '| code | 中文 | English | era | 公安部十类 |',
    '|---|---|---|---|---|',
    ...fraudTypes.map(
      ({ code, name, era, mps10 }) =>
        `| ${code} | ${name.zh} | ${name.en} | ${era ?? '–'} | ${mps10.join(', ') || '–'} |`,
    ),
  ]
  return [...head, ...families.flatMap(renderFamily), ''].join('\n')
}

function renderFamily({
  code,
  name,
  advice,
  signals,
  firstSteps,
  vectors,
  payChannels,
}: FraudType): string[] {
  return [
    '',
    `## ${code} ${name.zh} · ${name.en}`,
    '',
    `**${advice.zh}** ${advice.en}`,
    '',
    '迹象 Signs:',
    ...signals.zh.map((line, n) => `- ${line} · ${signals.en[n] ?? ''}`),
    '',
    '已经被骗，先做三件事 If it happened, first:',
    ...firstSteps.zh.map((line, n) => `${n + 1}. ${line} ${firstSteps.en[n] ?? ''}`),
    '',
    `Contact by ${vectors.join(', ')}; money by ${payChannels.join(', ')}.`,
  ]
}
