import { indicatorKinds, sourceTiers, verdictLevels } from '@wuzei/domain'
import Type from 'typebox'

/** Largest number of values in one `POST /v1/check`: 1,000 answers stay well below 1 MB. */
export const maxBatchValues = 1000
/** Longest pasted message: the longest chat log a person pastes; 64 KiB is also what `extract` promises to be linear for. */
export const maxMessageLength = 65_536
/** Longest narrative of a report. */
export const maxNarrativeLength = 20_000
/** Indicators one report may name. */
export const maxReportIndicators = 50
/** Files one report may carry. */
export const maxReportAttachments = 10

export const IndicatorKindSchema = Type.Enum([...indicatorKinds], { description: 'Kind of indicator' })
export const VerdictLevelSchema = Type.Enum([...verdictLevels], { description: 'Level of a verdict' })
export const SourceTierSchema = Type.Enum([...sourceTiers], { description: 'Who speaks' })

export const BilingualSchema = Type.Object(
  { zh: Type.String(), en: Type.String() },
  { description: 'The same in simplified Chinese and in English' },
)

/** RFC 3339 instant with an offset. */
export const InstantSchema = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$',
  description: 'RFC 3339 instant with an offset, such as `2026-03-01T09:00:00+08:00`',
})

export const FraudTypeCodeSchema = Type.String({
  pattern: '^F\\d{2}(\\.\\d{2})?$',
  description: 'Taxonomy code such as `F08` or `F08.01`; GET /v1/fraud-types lists them',
})

export const ValueSchema = Type.String({
  maxLength: 4096,
  description: 'A number, link, account… as a person writes it',
})
