import type { NotesByOperation } from './operation-notes.ts'

const bytes = { type: 'string', format: 'binary', description: 'The file; docs/shield.md describes it' }
const mediaType = 'application/vnd.wuzei.shield.v1'
const name = { description: 'Name of the list: `suspects` or `known-good`.', example: 'suspects' }

export const shieldNotes: NotesByOperation = {
  'GET /v1/shield/lists': {
    description:
      'The signed lists for phones and gateways: version, size, digest, how long each is to be trusted, and from which ' +
      'version on deltas lead to the newest.\n\nThe key that signs them is at `/.well-known/wuzei-lists.json`; a ' +
      'device has it beforehand. Lists are for members and their systems with the scope `shield`; since the files are ' +
      'signed, a member may hand them on to its own apps from anywhere.',
    response: {
      status: 200,
      example: {
        lists: [
          {
            name: 'suspects',
            purpose: 'suspect',
            kinds: ['phone', 'url', 'domain', 'account'],
            version: 412,
            entries: 183_204,
            bytes: 346_011,
            sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
            createdAt: '2026-11-22T10:00:00.000Z',
            validUntil: '2026-11-29T10:00:00.000Z',
            deltasFrom: 17,
          },
        ],
      },
    },
  },
  'GET /v1/shield/lists/{name}': {
    description:
      'The newest version of a list as one file. `ETag` names the version and `Wuzei-Version` counts it; a 304 answers ' +
      'whoever has it already. Check signature, digest, name and version before anything of it is used.',
    errors: ['NOT_FOUND', 'OVERLOADED'],
    parameters: { name },
    response: { status: 200, mediaType, schema: bytes, example: '(bytes of the list)' },
  },
  'GET /v1/shield/lists/{name}/deltas/{from}': {
    description:
      'The delta that leads furthest from this version; `Wuzei-Version` tells where to. Ask again from there until the ' +
      'version of the manifest is reached. With `SHIELD_NO_DELTA` take the whole list: the version is too old, or a ' +
      'new salt has come since.',
    errors: ['NOT_FOUND', 'SHIELD_NO_DELTA'],
    parameters: {
      name,
      from: { description: 'Version that the device has, a whole number from 1.', example: '411' },
    },
    response: { status: 200, mediaType, schema: bytes, example: '(bytes of the delta)' },
  },
  'GET /v1/shield/confirm': {
    description:
      'After a hit of a list: everything below a prefix of keys that is `high` or `confirmed`, or that people or ' +
      'verified owners decided. The device compares the whole key and so says nothing of which value it met.\n\nThe key ' +
      'of a value is the first 8 bytes of SHA-256 over `kind:canonical`. No key of the hub is needed. Who asked what is ' +
      'not recorded.',
    errors: ['SHIELD_PREFIX_TOO_SHORT'],
    parameters: {
      prefix: { description: 'The first bits of the key as a whole number below 2^bits.', example: '2731' },
      bits: {
        description: 'How many bits, 0 to 20: as many as leave 128 entries of the list.',
        example: '12',
      },
    },
    response: {
      status: 200,
      example: {
        entries: [
          {
            key: 'aab3f1c09d7e2a45',
            level: 'confirmed',
            score: 0.98,
            fraudTypes: ['F08.01'],
            decidedBy: 'evidence',
            ceiling: 'confirmed',
            identity: null,
            disputed: false,
          },
        ],
        ttlS: 60,
      },
    },
  },
}
