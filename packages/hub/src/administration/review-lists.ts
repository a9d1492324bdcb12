import { FraudTypeCodeSchema, IndicatorKindSchema, InstantSchema, reportStatuses } from '@wuzei/contract'
import Type from 'typebox'

const NamedIndicator = { kind: IndicatorKindSchema, canonical: Type.String(), display: Type.String() }
const NextPage = Type.Union([Type.String(), Type.Null()], {
  description: 'Send it as `after` for the next page; null when this is the last one',
})

/** Reports as their checker reads them: opened, unmasked. */
export const ReportListSchema = Type.Object({
  reports: Type.Array(
    Type.Object({
      id: Type.String(),
      status: Type.Enum([...reportStatuses]),
      fraudType: Type.Union([FraudTypeCodeSchema, Type.Null()]),
      loss: Type.Union([
        Type.Object({ amountFen: Type.Integer(), currency: Type.Union([Type.String(), Type.Null()]) }),
        Type.Null(),
      ]),
      text: Type.Union([Type.String(), Type.Null()]),
      contact: Type.Union([Type.String(), Type.Null()]),
      reportedAt: InstantSchema,
      indicators: Type.Array(Type.Object(NamedIndicator)),
    }),
  ),
  next: NextPage,
})

/** Open disputes as their decider reads them. */
export const DisputeListSchema = Type.Object({
  disputes: Type.Array(
    Type.Object({
      id: Type.String(),
      ...NamedIndicator,
      openedAt: InstantSchema,
      statement: Type.String(),
    }),
  ),
  next: NextPage,
})
