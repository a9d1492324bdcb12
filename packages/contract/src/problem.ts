import Type, { type Static } from 'typebox'

/** RFC 9457 problem details; `code` is from the error registry (docs/errors.md). */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'Where the code is explained, as a path on this hub' }),
    title: Type.String({ description: 'The code in words' }),
    status: Type.Integer({ description: 'HTTP status' }),
    code: Type.String({ description: 'From the error registry, /docs/errors; act on this' }),
    detail: Type.Optional(Type.String({ description: 'What happened here and what would be right' })),
    instance: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          in: Type.Enum(['body', 'query', 'path', 'headers'], { description: 'Part of the request' }),
          pointer: Type.String({
            description: 'JSON Pointer to the value in that part, as a URI fragment: `#/loss/amountFen`',
          }),
          detail: Type.String({ description: 'What is wrong and what would be right, as a sentence' }),
        }),
        { description: 'What does not fit, one for each field of the request' },
      ),
    ),
  },
  { description: 'RFC 9457 problem details' },
)
export type Problem = Static<typeof ProblemSchema>

/** Media type of every error answer. */
export const problemMediaType = 'application/problem+json'
