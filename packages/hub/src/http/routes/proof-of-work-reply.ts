import Type from 'typebox'

/** A challenge of ALTCHA version 2, as its clients take it; members that only they understand are let through. */
export const ProofOfWorkReplySchema = Type.Object(
  {
    parameters: Type.Object(
      {
        algorithm: Type.String({ description: 'PBKDF2/SHA-256' }),
        cost: Type.Integer({ description: 'Iterations of one try' }),
        nonce: Type.String(),
        salt: Type.String(),
        expiresAt: Type.Optional(
          Type.Integer({ description: 'Epoch seconds until which the solution is taken' }),
        ),
      },
      { additionalProperties: true },
    ),
    signature: Type.Optional(Type.String()),
  },
  { additionalProperties: true, description: 'ALTCHA challenge, version 2' },
)
