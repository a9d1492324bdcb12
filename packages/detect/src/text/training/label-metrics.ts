import { textLabels } from '../text-label.ts'
import type { TextLabel } from '../text-label.ts'

/** How well the five labels are told apart. */
export interface LabelMetrics {
  readonly rows: number
  readonly accuracy: number
  readonly macroF1: number
  readonly f1: Readonly<Record<TextLabel, number>>
  /** Rows of each true label (first index) that were given each label. */
  readonly confusion: readonly (readonly number[])[]
}

/** Metrics of margins against true label numbers; the largest margin is the answer. */
export function labelMetrics(
  judged: readonly { readonly label: number; readonly margins: Float64Array }[],
): LabelMetrics {
  const confusion = textLabels.map(() => textLabels.map(() => 0))
  for (const { label, margins } of judged) {
    const said = margins.indexOf(Math.max(...margins))
    const row = confusion[label]
    if (row !== undefined) row[said] = (row[said] ?? 0) + 1
  }
  const f1Of = (label: number): number => {
    const hits = confusion[label]?.[label] ?? 0
    const said = confusion.reduce((sum, row) => sum + (row[label] ?? 0), 0)
    const true_ = (confusion[label] ?? []).reduce((sum, count) => sum + count, 0)
    return said + true_ === 0 ? 0 : (2 * hits) / (said + true_)
  }
  const [normal = 0, ad = 0, fraud = 0, illegal = 0, other = 0] = textLabels.map((_, label) => f1Of(label))
  const right = confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0)
  return {
    rows: judged.length,
    accuracy: right / Math.max(1, judged.length),
    macroF1: (normal + ad + fraud + illegal + other) / textLabels.length,
    f1: { normal, ad, fraud, illegal, other },
    confusion,
  }
}
