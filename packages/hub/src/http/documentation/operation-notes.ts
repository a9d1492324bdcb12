import type { ErrorCode } from '@wuzei/domain'
import { accountNotes } from './account-notes.ts'
import { administrationNotes } from './administration-notes.ts'
import { allianceNotes } from './alliance-notes.ts'
import { caseworkNotes } from './casework-notes.ts'
import { checkNotes } from './check-notes.ts'
import { consoleAllianceNotes } from './console-alliance-notes.ts'
import { consoleNotes } from './console-notes.ts'
import { feedNotes } from './feed-notes.ts'
import { inboundNotes } from './inbound-notes.ts'
import { listNotes } from './list-notes.ts'
import { logNotes } from './log-notes.ts'
import { modelNotes } from './model-notes.ts'
import type { JsonSchema } from './open-api.ts'
import { pageNotes } from './page-notes.ts'
import { paymentNotes } from './payment-notes.ts'
import { referenceNotes } from './reference-notes.ts'
import { reportNotes } from './report-notes.ts'
import { sharingNotes } from './sharing-notes.ts'
import { safeBrowsingNotes } from './safe-browsing-notes.ts'
import { shieldNotes } from './shield-notes.ts'
import { signingInNotes } from './signing-in-notes.ts'
import { mispNotes, taxiiNotes } from './taxii-notes.ts'

/** What people are told about a route beside its schema. */
export interface OperationNotes {
  /** What it does and what to mind, in plain words; `code` in backticks, a blank line between paragraphs. */
  readonly description: string
  /** Codes that only this route gives; what every route of its sort gives is added. */
  readonly errors?: readonly ErrorCode[]
  /** By name; each fits the parameter's schema. */
  readonly parameters?: Readonly<Record<string, ParameterNote>>
  /** A body; where the route takes a raw one its media type and schema are told here. */
  readonly request?: ExampleBody
  /** The answer when all went well; none where it has no content. */
  readonly response?: ExampleBody & { readonly status: 200 | 201 }
}

export interface ParameterNote {
  readonly description?: string
  readonly example: string
  /** It must be there although the schema lets it be missing, so that an error of its own can say so. */
  readonly required?: true
}

export interface ExampleBody {
  readonly example: unknown
  readonly mediaType?: string
  readonly schema?: JsonSchema
}

/** Notes of one part of the API by method and path, as in `GET /v1/reports/{receipt}`. */
export type NotesByOperation = Readonly<Record<string, OperationNotes>>

/** Every documented route; a test demands that none is missing. */
export const operationNotes: NotesByOperation = {
  ...checkNotes,
  ...pageNotes,
  ...reportNotes,
  ...referenceNotes,
  ...logNotes,
  ...listNotes,
  ...feedNotes,
  ...shieldNotes,
  ...safeBrowsingNotes,
  ...administrationNotes,
  ...allianceNotes,
  ...signingInNotes,
  ...consoleNotes,
  ...consoleAllianceNotes,
  ...modelNotes,
  ...accountNotes,
  ...taxiiNotes,
  ...mispNotes,
  ...inboundNotes,
  ...sharingNotes,
  ...paymentNotes,
  ...caseworkNotes,
}
