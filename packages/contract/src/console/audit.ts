import Type, { type Static } from 'typebox'

/** Rows of one page of the log. */
export const auditPageRows = 50

const SeqText = Type.String({ pattern: '^\\d{1,15}$' })
const NextSchema = Type.Union([Type.String(), Type.Null()], {
  description: 'Send it as `after` for the next page, which is older; null when this is the last one',
})

export const AuditQuerySchema = Type.Object({
  type: Type.Optional(Type.String({ maxLength: 64, pattern: '^[a-z.-]+$' })),
  actor: Type.Optional(Type.String({ maxLength: 128, pattern: '\\S' })),
  subject: Type.Optional(Type.String({ maxLength: 4200, pattern: '\\S' })),
  after: Type.Optional(SeqText),
})
/** One event with everything that its hash covers; `leafHash` in hexadecimal. */
export const LoggedEventSchema = Type.Object({
  seq: Type.Integer(),
  id: Type.Integer(),
  at: Type.String(),
  type: Type.String(),
  actor: Type.String(),
  subject: Type.Union([Type.String(), Type.Null()]),
  payload: Type.Unknown(),
  attachments: Type.Array(
    Type.Object({
      mediaType: Type.String(),
      name: Type.String(),
      sha256: Type.String(),
      size: Type.Integer(),
    }),
  ),
  leafHash: Type.String(),
})
export const AuditPageSchema = Type.Object({ events: Type.Array(LoggedEventSchema), next: NextSchema })

/** Signed heads, newest first, and the keys they are signed with. */
export const TreeHeadListSchema = Type.Object({
  heads: Type.Array(
    Type.Object({
      size: Type.Integer(),
      rootHash: Type.String({ description: 'base64' }),
      at: Type.String(),
      keyId: Type.String(),
      signature: Type.String({ description: 'Ed25519, base64' }),
    }),
  ),
  keys: Type.Array(
    Type.Object({
      keyId: Type.String(),
      publicKey: Type.String({ description: 'Ed25519, 32 bytes, base64' }),
    }),
  ),
  next: NextSchema,
})
export const TreeHeadQuerySchema = Type.Object({ after: Type.Optional(SeqText) })

export type AuditQuery = Static<typeof AuditQuerySchema>
export type LoggedEventReply = Static<typeof LoggedEventSchema>
export type AuditPage = Static<typeof AuditPageSchema>
export type TreeHeadList = Static<typeof TreeHeadListSchema>
