import type { NotesByOperation } from './operation-notes.ts'

const hash = 'qLHc8aBM8j0sAWUdYQbqLWXS7N9x6DK9Bpzd0wXs7MQ='
const proof = { hashes: [hash] }

export const logNotes: NotesByOperation = {
  'GET /v1/log/head': {
    description:
      'The newest signed head of the Merkle tree (RFC 9162 hashing) over every event so far. Whoever keeps heads can ' +
      'later prove that nothing before them was changed.',
    errors: ['NOT_FOUND'],
    response: {
      status: 200,
      example: {
        size: 128,
        rootHash: hash,
        at: '2026-03-01T09:00:00.000Z',
        keyId: '3f1c9a7be0d24c55',
        signature: 'm0Pz1bK2Tn8m1r0v9w2x8c4c1s6u3gWqY5kA7bFhD0eJQf2N3pLrV6tXyZ1aBcDeFgHiJkLmNoPqRsTuVwXyAA==',
      },
    },
  },
  'GET /v1/log/proof/inclusion': {
    description: 'The hashes that lead from one entry to the root of a tree: proof that the entry is in it.',
    errors: ['NOT_FOUND'],
    parameters: {
      seq: { description: 'Number of the entry, from 1 to `size`, at most 15 digits.', example: '1' },
      size: { description: 'Size of a tree that has a signed head, at most 15 digits.', example: '2' },
    },
    response: { status: 200, example: proof },
  },
  'GET /v1/log/proof/consistency': {
    description:
      'The hashes that show that the tree of size `from` is the beginning of the tree of size `to`.',
    errors: ['LOG_RANGE_INVALID', 'NOT_FOUND'],
    parameters: {
      from: { description: 'Size of the older tree, from 1 to `to`, at most 15 digits.', example: '1' },
      to: {
        description: 'Size of the newer tree; a signed head must cover it. At most 15 digits.',
        example: '2',
      },
    },
    response: { status: 200, example: proof },
  },
  'GET /v1/log/export': {
    description:
      'The whole log as NDJSON, one record a line: events with their attachments, signed heads and keys. Check it ' +
      'offline with `wuzei audit verify --export FILE`. Events name indicators, hence the key.',
    response: {
      status: 200,
      mediaType: 'application/x-ndjson',
      schema: { type: 'string', description: 'One JSON object a line; the first names the format' },
      example: '{"record":"wuzei-log","version":1}\n',
    },
  },
}
