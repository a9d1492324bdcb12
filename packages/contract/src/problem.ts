import Type, { type Static } from 'typebox'

/** RFC 9457 problem details; `code` is from the error registry (docs/errors.md). */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
  },
  { description: 'RFC 9457 problem details' },
)
export type Problem = Static<typeof ProblemSchema>

/** Media type of every error answer. */
export const problemMediaType = 'application/problem+json'
