import {
  TaxiiApiRootSchema,
  TaxiiCollectionSchema,
  TaxiiCollectionsSchema,
  TaxiiDiscoverySchema,
  TaxiiEnvelopeSchema,
  TaxiiManifestSchema,
  TaxiiStatusSchema,
  TaxiiVersionsSchema,
} from '@wuzei/contract'
import { listedCollectionId, submissionsCollectionId } from '../../exchange/taxii/collections.ts'
import { stixMediaType, taxiiMediaType } from '../../exchange/taxii/media-types.ts'
import type { NotesByOperation, ParameterNote } from './operation-notes.ts'

const added = '2026-11-22T09:30:00.000417Z'
const version = '2026-11-22T09:30:00.000Z'
const indicatorId = 'indicator--6f1c2a54-8a0e-5c1b-9d2f-0b7e5d3c1a90'
const statusId = '0b7e5d3c-8a0e-4c1b-9d2f-6f1c2a541a90'

const collection: ParameterNote = {
  description: 'Identifier or alias of the collection: `listed` or `submissions`.',
  example: 'listed',
}
const object: ParameterNote = { description: 'Identifier of the object.', example: indicatorId }
const paging: Readonly<Record<string, ParameterNote>> = {
  added_after: {
    description: 'Only what was added later than this instant, to the microsecond; that instant is left out.',
    example: added,
  },
  limit: { description: 'Most objects of the page, 1,000 unless told and at most 5,000.', example: '1000' },
  next: {
    description: '`next` of the page before. It stays valid when `limit` changes.',
    example: '1795339800000417',
  },
  'match[spec_version]': { description: 'Versions of STIX; there is 2.1.', example: '2.1' },
}
const versions: Readonly<Record<string, ParameterNote>> = {
  'match[version]': {
    description: '`last` unless told, `first`, `all`, or dates of versions, separated by commas.',
    example: 'all',
  },
}
const names: Readonly<Record<string, ParameterNote>> = {
  'match[id]': { description: 'Identifiers, separated by commas.', example: indicatorId },
  'match[type]': { description: 'Types, separated by commas.', example: 'indicator' },
}

const described = {
  id: listedCollectionId,
  title: 'Listed indicators',
  description: 'Every indicator whose verdict is high or confirmed.',
  alias: 'listed',
  can_read: true,
  can_write: false,
  media_types: [stixMediaType],
}
const indicator = {
  type: 'indicator',
  spec_version: '2.1',
  id: indicatorId,
  created: version,
  modified: version,
  pattern: "[domain-name:value = 'pay.example.com']",
  pattern_type: 'stix',
  valid_from: version,
}
const status = {
  id: statusId,
  status: 'pending',
  request_timestamp: added,
  total_count: 1,
  success_count: 0,
  successes: [],
  failure_count: 0,
  failures: [],
  pending_count: 1,
  pendings: [{ id: indicatorId, version }],
}
const errors = ['FORBIDDEN', 'NOT_ACCEPTABLE'] as const
const of = (schema: object, example: unknown) =>
  ({ status: 200, mediaType: taxiiMediaType, schema: { ...schema }, example }) as const

/** Routes of the TAXII server. */
export const taxiiNotes: NotesByOperation = {
  'GET /taxii2/': {
    description:
      'Discovery of TAXII 2.1. Every answer is `application/taxii+json;version=2.1`, and a request that does not take it ' +
      'is answered 406. Errors have the form of TAXII.\n\nClients that know no bearer keys send the key as the password of ' +
      'HTTP Basic, under any name. The key needs the scope `taxii`.',
    errors,
    response: of(TaxiiDiscoverySchema, {
      title: 'Wuzei',
      default: '/taxii2/alliance/',
      api_roots: ['/taxii2/alliance/'],
    }),
  },
  'GET /taxii2/alliance/': {
    description: 'The one API root: which versions it speaks, and how long an envelope may be.',
    errors,
    response: of(TaxiiApiRootSchema, {
      title: 'Alliance',
      versions: [taxiiMediaType],
      max_content_length: 8_388_608,
    }),
  },
  'GET /taxii2/alliance/collections/': {
    description:
      'The collections that the caller may use: what is listed, and, for whoever may hand something in, the submissions ' +
      'of their own organisation.',
    errors,
    response: of(TaxiiCollectionsSchema, { collections: [described] }),
  },
  'GET /taxii2/alliance/collections/{collection}/': {
    description: 'One collection, by identifier or alias, with what the caller may do with it.',
    errors: [...errors, 'NOT_FOUND'],
    parameters: { collection },
    response: of(TaxiiCollectionSchema, described),
  },
  'GET /taxii2/alliance/collections/{collection}/manifest/': {
    description: 'Names, versions and dates of what is in a collection, in the order in which it was added.',
    errors: [...errors, 'NOT_FOUND'],
    parameters: { collection, ...paging, ...versions, ...names },
    response: of(TaxiiManifestSchema, {
      objects: [{ id: indicatorId, date_added: added, version, media_type: stixMediaType }],
    }),
  },
  'GET /taxii2/alliance/collections/{collection}/objects/': {
    description:
      'Objects of a collection in the order in which they were added. Each is there once, in its last version, unless ' +
      '`match[version]` says otherwise; what is listed no more comes again with `revoked`.\n\nNothing is passed over by ' +
      'who reads on from `next`, or from `X-TAXII-Date-Added-Last`, whatever is written meanwhile.',
    errors: [...errors, 'NOT_FOUND'],
    parameters: { collection, ...paging, ...versions, ...names },
    response: of(TaxiiEnvelopeSchema, { more: true, next: '1795339800000417', objects: [indicator] }),
  },
  'GET /taxii2/alliance/collections/{collection}/objects/{object}/': {
    description: 'One object, in its last version unless `match[version]` says otherwise.',
    errors: [...errors, 'NOT_FOUND'],
    parameters: { collection, object, ...paging, ...versions },
    response: of(TaxiiEnvelopeSchema, { objects: [indicator] }),
  },
  'GET /taxii2/alliance/collections/{collection}/objects/{object}/versions/': {
    description: 'The versions of one object, the oldest first.',
    errors: [...errors, 'NOT_FOUND'],
    parameters: { collection, object, ...paging },
    response: of(TaxiiVersionsSchema, { versions: [version] }),
  },
  'POST /taxii2/alliance/collections/{collection}/objects/': {
    description:
      'Hands objects in, up to 1,000 at once, in the collection `submissions`. They are looked at soon after; the answer is ' +
      'the status to ask for. Indicators become shares of the caller’s organisation: under their TLP marking (1.0 or 2.0), ' +
      'or TLP:AMBER+STRICT where they bear none. A newer version takes back what it no longer says, and `revoked` all.',
    errors: [...errors, 'NOT_FOUND', 'ENVELOPE_INVALID', 'MEDIA_TYPE_UNSUPPORTED'],
    parameters: { collection: { ...collection, example: submissionsCollectionId } },
    request: {
      mediaType: taxiiMediaType,
      schema: {
        type: 'object',
        properties: { objects: { type: 'array', minItems: 1 } },
        required: ['objects'],
      },
      example: { objects: [indicator] },
    },
    response: of(TaxiiStatusSchema, status),
  },
  'DELETE /taxii2/alliance/collections/{collection}/objects/{object}/': {
    description:
      'Takes an object of the own organisation back, all its versions or those of `match[version]`. With the last of them ' +
      'its shares are withdrawn.',
    errors: [...errors, 'NOT_FOUND'],
    parameters: {
      collection: { ...collection, example: submissionsCollectionId },
      object,
      ...paging,
      ...versions,
    },
    response: of({ type: 'object' }, {}),
  },
  'GET /taxii2/alliance/status/{status}/': {
    description:
      'What became of what was handed in: object by object, with the reason where it was not taken.',
    errors: [...errors, 'NOT_FOUND'],
    parameters: {
      status: { description: 'Identifier that the hand-in was answered with.', example: statusId },
    },
    response: of(TaxiiStatusSchema, {
      ...status,
      status: 'complete',
      success_count: 1,
      successes: status.pendings,
      pending_count: 0,
      pendings: [],
    }),
  },
}

/** Routes of the MISP feed and of the STIX bundle. */
export const mispNotes: NotesByOperation = {
  'GET /v1/misp/{file}': {
    description:
      'The MISP feed, to be entered as a feed of the MISP format with the address `/v1/misp/`: `manifest.json`, one ' +
      '`<uuid>.json` for each event, and `hashes.csv` with the MD5 of each listed value. An event holds what was listed on ' +
      'one day, at most 5,000 entries. What is listed no more is `deleted` in the event it was in.\n\nAnswers 304 to ' +
      '`If-None-Match` and `If-Modified-Since`. The key needs the scope `misp`, and may come as the password of HTTP Basic.',
    errors: ['FORBIDDEN', 'NOT_FOUND'],
    parameters: {
      file: {
        description: 'Name of the file: `manifest.json`, `hashes.csv` or `<uuid>.json`.',
        example: 'manifest.json',
      },
    },
    response: {
      status: 200,
      mediaType: 'application/json',
      schema: { type: 'object' },
      example: {
        '6f1c2a54-8a0e-5c1b-9d2f-0b7e5d3c1a90': {
          info: 'Wuzei: fraud indicators listed on 2026-11-22 (1)',
          date: '2026-11-22',
          analysis: '2',
          threat_level_id: '2',
          timestamp: '1795339800',
          Orgc: {
            name: 'Wuzei anti-fraud alliance hub',
            uuid: 'c5a0f3be-6a55-5f43-9f6d-5e1d8a3a8a11',
          },
          Tag: [{ name: 'tlp:green', colour: '#339900' }],
        },
      },
    },
  },
  'GET /v1/stix/bundle': {
    description:
      'Every listed indicator as one bundle of STIX 2.1, with what they refer to; without those that were withdrawn. For ' +
      'who wants a file: to stay up to date, read the TAXII collection.',
    errors: ['FORBIDDEN'],
    response: {
      status: 200,
      mediaType: stixMediaType,
      schema: { type: 'object' },
      example: { type: 'bundle', id: 'bundle--6f1c2a54-8a0e-5c1b-9d2f-0b7e5d3c1a90', objects: [indicator] },
    },
  },
}
