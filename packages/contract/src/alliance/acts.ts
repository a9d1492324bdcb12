import { organisationKinds } from '@wuzei/domain'
import Type, { type Static } from 'typebox'
import { BilingualSchema } from '../scalars.ts'
import { MemberIdSchema } from './members.ts'

const SeqText = Type.String({ pattern: '^\\d{1,15}$' })

export const ActQuerySchema = Type.Object({ after: Type.Optional(SeqText) })
/** Acts of members, newest first. */
export const ActListSchema = Type.Object({
  acts: Type.Array(
    Type.Object({
      seq: Type.Integer({ description: 'Number of its event in the log' }),
      at: Type.String({ description: 'RFC 3339 instant' }),
      type: Type.String({ description: 'Such as `grant.approved`' }),
      actor: Type.String({
        description: '`person:` or `client:` with its id; `administrator:` for a key of the hub',
      }),
      subject: Type.Union([Type.String(), Type.Null()], {
        description: 'What it was done to; an indicator is masked in others’ acts',
      }),
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()], { description: 'Null on the last page' }),
})

/** Members that agreed to be named in public. */
export const NamedMemberListSchema = Type.Object({
  members: Type.Array(
    Type.Object({ id: MemberIdSchema, name: BilingualSchema, kind: Type.Enum([...organisationKinds]) }),
  ),
  next: Type.Union([MemberIdSchema, Type.Null()], { description: 'Null on the last page' }),
})

export type ActList = Static<typeof ActListSchema>
export type NamedMemberList = Static<typeof NamedMemberListSchema>
