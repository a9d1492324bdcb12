import type { NotesByOperation } from './operation-notes.ts'

const bytes = { type: 'string', format: 'binary', description: 'A protobuf message, or its JSON form' }
const protobuf = 'application/x-protobuf'

const common = {
  key: {
    description: 'API key with the scope `lists`, for software that cannot send a header.',
    example: 'wzc_4pYx0nQ2sT7vB9dFhJkLmNqRtUwXz13579aCeGiKoMs',
  },
  alt: { description: 'Format of the answer: `proto`, or `json`.', example: 'proto' },
  $alt: { description: 'The same as `alt`, as some software writes it.', example: 'proto' },
} as const
const version = {
  description: 'The version that came with the client’s copy, base64; nothing for a first copy.',
  example: 'AQEAAAAAAAAAKuOwxEKY_BwU',
}

/** Safe Browsing, the protocol by which browsers warn of pages. */
export const safeBrowsingNotes: NotesByOperation = {
  'GET /v5/hashLists:batchGet': {
    description:
      'Hash lists in the order of their names, by Safe Browsing version 5: each whole, or, with the version of the ' +
      'client’s copy, what went and what came since. `se-4b` is what the alliance lists, `mw-4b` what installs ' +
      'malicious apps; every other list is empty.\n\nPoint a browser here to have it warn of listed pages: ' +
      '`docs/safe-browsing.md` tells how.',
    parameters: {
      ...common,
      names: { description: 'Names of lists, at most 64, each once.', example: 'se-4b' },
      version: { ...version, description: `${version.description} In any order, one of each list.` },
    },
    response: { status: 200, mediaType: protobuf, schema: bytes, example: '(BatchGetHashListsResponse)' },
  },
  'GET /v5/hashList/{name}': {
    description: 'One hash list by Safe Browsing version 5, whole or since the version of the client’s copy.',
    parameters: {
      ...common,
      name: { description: 'Name of the list, at most 64 characters.', example: 'se-4b' },
      version,
    },
    response: { status: 200, mediaType: protobuf, schema: bytes, example: '(HashList)' },
  },
  'GET /v5/hashLists': {
    description: 'Which hash lists there are, with their threats and descriptions but without content.',
    parameters: common,
    response: { status: 200, mediaType: protobuf, schema: bytes, example: '(ListHashListsResponse)' },
  },
  'GET /v5/hashes:search': {
    description:
      'Full hashes that begin with one of the prefixes, with the threats they stand for, and how long the answer may be ' +
      'believed. Nothing found is 200 with an empty answer.\n\nA browser asks this before it warns, and adds prefixes ' +
      'of its own choice: the hub does not learn which page is visited.',
    parameters: {
      ...common,
      hashPrefixes: {
        description: 'Four bytes each, base64; at most 1,000.',
        example: 'Xt5oFw==',
      },
    },
    response: { status: 200, mediaType: protobuf, schema: bytes, example: '(SearchHashesResponse)' },
  },
  'POST /v4/threatListUpdates:fetch': {
    description:
      'Updates of threat lists by Safe Browsing version 4, in the order in which they are asked for, raw or Rice-coded as ' +
      'the client supports. The threats are `SOCIAL_ENGINEERING` and `MALWARE`, the entry is `URL`, the platform any; ' +
      'every other list is empty.\n\nThe answer is in the format of the request unless `alt` says otherwise.',
    errors: ['MEDIA_TYPE_UNSUPPORTED', 'BODY_TOO_LARGE'],
    parameters: common,
    request: {
      mediaType: protobuf,
      schema: { ...bytes, description: 'A FetchThreatListUpdatesRequest, or its JSON form' },
      example: '(FetchThreatListUpdatesRequest)',
    },
    response: {
      status: 200,
      mediaType: protobuf,
      schema: bytes,
      example: '(FetchThreatListUpdatesResponse)',
    },
  },
  'POST /v4/fullHashes:find': {
    description:
      'Full hashes by Safe Browsing version 4 that begin with one of at most 1,000 prefixes of 4 to 32 bytes, once for ' +
      'each list that is asked for.',
    errors: ['MEDIA_TYPE_UNSUPPORTED', 'BODY_TOO_LARGE'],
    parameters: common,
    request: {
      mediaType: protobuf,
      schema: { ...bytes, description: 'A FindFullHashesRequest, or its JSON form' },
      example: '(FindFullHashesRequest)',
    },
    response: { status: 200, mediaType: protobuf, schema: bytes, example: '(FindFullHashesResponse)' },
  },
  'GET /v4/threatLists': {
    description: 'Which threat lists there are by Safe Browsing version 4; JSON unless `alt` says otherwise.',
    parameters: common,
    response: { status: 200, mediaType: protobuf, schema: bytes, example: '(ListThreatListsResponse)' },
  },
}
