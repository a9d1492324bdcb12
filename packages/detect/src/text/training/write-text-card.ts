import { classifyText } from '../classify-text.ts'
import { textLabels } from '../text-label.ts'
import { textModelOf } from '../text-model.ts'
import type { TextFairness } from './measure-fairness.ts'
import { measureFairness } from './measure-fairness.ts'
import type { LabelMetrics } from './label-metrics.ts'
import type { TextFigures, TextTraining } from './train-text.ts'

/** What the card is written from. */
export interface TextTrainingReport {
  readonly training: TextTraining
  readonly modelBytes: number
  readonly seed: number
}

/** The model card, as Markdown; the same report gives the same text. */
export function writeTextModelCard({ training, modelBytes, seed }: TextTrainingReport): string {
  const { weights } = training
  const model = textModelOf(weights)
  const fairness = measureFairness((text) => classifyText(model, text))
  return `# Text model text@${weights.version}

Made by \`wuzei train text --data FOLDER --out FOLDER --seed ${seed}\`; the same data and seed give the same bytes
(${modelBytes} bytes). Multinomial logistic regression over hashed grams of one to four characters, words, and named cues
whose weights start from written-down beliefs (\`packages/detect/src/text/cues/\`). No network, no native code.

Answers: a label (${textLabels.join(', ')}) with a probability for each; \`score\` is the probability of fraud or
illegal trade. Above ${percent(weights.suspiciousAbove)} a text is \`suspicious\` (1 % of harmless held-out texts are),
above ${percent(weights.highAbove)} it is \`high\` (0.1 % are). Never \`confirmed\`, never \`safe\`. The fraud type comes
from the cues alone and is a hint for the person who reads it, not a finding.

## Data
| source | rows | what | terms |
|---|---|---|---|
${sourceRows(training)}

- base-station: messages of fake base stations, masked and word-separated. Cite: Zhang et al., "Lies in the Air:
  Characterizing Fake-base-station Spam Ecosystem in China", CCS 2020. Published for research with that request.
- personal: NUS SMS Corpus. Cite: Chen and Kan, "Creating a live, public short message service corpus: the NUS SMS
  corpus", Language Resources and Evaluation, 2013.
- dialogue: TeleAntiFraud, calls written by a language model. Apache-2.0. Every third single turn is learned from too.
- own: templates written for this project, Apache-2.0, with their slots filled three times.

No text is in the model, only weights of hashed grams. Near-duplicates (minhash) and the rows of one call are kept
together: ${training.clusters} clusters.

## Five labels, the two collections of messages
${labelTable('Clusters held out (templates never seen)', training.byCluster)}

${labelTable('Rows held out at random (templates seen)', training.byRow)}

\`other\` has 76 rows in all, most of them of kinds that occur once; its F1 moves the macro average by a fifth. The
collection's own format (spaces between words, masks for names and places) tells it from personal messages almost
perfectly; it is removed on purpose, because no phone shows a message like that. This costs accuracy on the collection
and is why raw texts can be judged at all.

## Harmful (fraud, illegal) against harmless, clusters held out
${figureTable(training.heldOut)}

## A source never trained on
${figureTable(training.acrossSources)}

Trained without the source; its own texts and cues stay, and were written with some twenty calls of the dialogue
source and fifty messages of the base-station source in sight, so these figures are a little kind. Advertisements of
fake base stations are hard to tell from its gambling and invoice offers without having seen either.

## Calibration (clusters held out, temperature and offsets)
| score | rows | mean score | share harmful |
|---|---|---|---|
${training.calibration.map((step) => `| ${step.from} to ${step.to} | ${step.rows} | ${step.meanScore.toFixed(3)} | ${step.shareHarmful.toFixed(3)} |`).join('\n')}

## Thresholds (clusters held out, all sources)
| harmless above | score above | harmful caught |
|---|---|---|
| 1 % | ${weights.suspiciousAbove.toFixed(4)} | ${percent(training.heldOut[0]?.tprAt1 ?? 0)} |
| 0.1 % | ${weights.highAbove.toFixed(4)} | ${percent(training.heldOut[0]?.tprAt01 ?? 0)} |

## Known false positives
Warnings about fraud and real alerts of banks share their words with fraud. The harmless held-out texts with the
highest scores (some are wrongly labelled in their collection), digits left out:

| source | score | begins with |
|---|---|---|
${training.falseAlarms.map(({ source, score, text }) => `| ${source} | ${score.toFixed(3)} | ${beginning(text)} |`).join('\n')}

## Fairness
Harmless texts of the project, each as it is, in traditional script, cut to its first ten characters, and with its
numbers left out; plus harmless texts in Cantonese and English. Share that is \`suspicious\` or above:

| texts | count | suspicious | high |
|---|---|---|---|
${fairness.map(fairnessRow).join('\n')}

These texts were learned from, so the rows show differences between groups, not the rate to expect. Cantonese fraud
and fraud in languages other than Chinese and English were not measured on real data.

## What it can and cannot
- Chinese messages and calls: as above. Traditional script is folded to simplified; Taiwanese and Hong Kong wording is
  known only as far as the cues and a few own texts go.
- English: cues and own texts only, no collection was learned from. Take it as a list of known patterns.
- Words alone: "send me the money at this account" between friends and in a fraud is the same sentence. The links,
  numbers and sender must be asked about as well.
- Harmless messages written to look like fraud, and fraud that begins with nothing but a greeting, are judged wrongly.
`
}

function sourceRows({ rows }: TextTraining): string {
  const counts = new Map<string, Map<string, number>>()
  for (const { source, label } of rows) {
    const labels = counts.get(source) ?? new Map<string, number>()
    labels.set(label, (labels.get(label) ?? 0) + 1)
    counts.set(source, labels)
  }
  const terms: Readonly<Record<string, string>> = {
    'base-station': 'cite',
    personal: 'cite',
    dialogue: 'Apache-2.0',
    own: 'Apache-2.0',
  }
  return [...counts]
    .map(([source, labels]) => {
      const total = [...labels.values()].reduce((sum, count) => sum + count, 0)
      const parts = [...labels].map(([label, count]) => `${label} ${count}`).join(', ')
      return `| ${source} | ${total} | ${parts} | ${terms[source] ?? ''} |`
    })
    .join('\n')
}

function labelTable(title: string, metrics: LabelMetrics): string {
  const head = `${title}: ${metrics.rows} rows, accuracy ${metrics.accuracy.toFixed(4)}, macro-F1 ${metrics.macroF1.toFixed(3)}.`
  const rows = textLabels.map(
    (label, index) =>
      `| ${label} | ${metrics.f1[label].toFixed(3)} | ${(metrics.confusion[index] ?? []).join(' | ')} |`,
  )
  return `${head}\n\n| truth | F1 | ${textLabels.map((label) => `said ${label}`).join(' | ')} |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}`
}

function figureTable(figures: readonly TextFigures[]): string {
  const rows = figures.map(
    ({ name, rows: count, positives, auc, tprAt1, tprAt01 }) =>
      `| ${name} | ${count} | ${positives} | ${auc.toFixed(4)} | ${tprAt1.toFixed(3)} | ${tprAt01.toFixed(3)} |`,
  )
  return `| rows | all | harmful | AUC | TPR at 1 % FPR | TPR at 0.1 % FPR |\n|---|---|---|---|---|---|\n${rows.join('\n')}`
}

function fairnessRow({ name, texts, suspicious, high }: TextFairness): string {
  return `| ${name} | ${texts} | ${percent(suspicious / texts)} | ${percent(high / texts)} |`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** Few enough words that nothing of a person is told, and no table breaks. */
function beginning(text: string): string {
  return Array.from(text.replaceAll(/[|\d]/g, '')).slice(0, 28).join('')
}
