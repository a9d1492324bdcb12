import type { NotesByOperation } from './operation-notes.ts'

/** Of a body that is no JSON. */
const bytes = { type: 'string', format: 'binary', description: 'The file' }

export const listNotes: NotesByOperation = {
  'GET /v1/lists/{file}': {
    description:
      'A plain list of what is listed, for whoever blocks with a file. It answers 304 to `If-None-Match` and ' +
      '`If-Modified-Since`, and is compressed where that is accepted.\n\nWith `.sig` behind the name it is the Ed25519 ' +
      'signature of the plain text, 64 bytes; the key is at `/.well-known/wuzei-lists.json`.',
    errors: ['NOT_FOUND'],
    parameters: {
      file: {
        description: 'Name of the list, with or without `.sig`; at most 64 characters.',
        example: 'domains.txt',
      },
    },
    response: { status: 200, mediaType: 'text/plain', schema: bytes, example: 'pay.example.com\n' },
  },
  'GET /.well-known/wuzei-lists.json': {
    description: 'The public key of the signatures beside the lists, as bytes and as PEM.',
    response: {
      status: 200,
      example: {
        keys: [
          {
            keyId: '3f1c9a7be0d24c55',
            algorithm: 'Ed25519',
            publicKey: '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
            pem: '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n',
          },
        ],
      },
    },
  },
  'GET /v1/lists/call-directory': {
    description:
      'Numbers for the call directory of a phone, as ascending 64-bit integers: all of them, or what changed since a ' +
      'version. `X-Wuzei-Version` tells the version, `X-Wuzei-Signature` signs the bytes.',
    parameters: {
      since: {
        description: 'Version that the phone has; left out for all. At most 18 digits.',
        example: '42',
      },
    },
    response: {
      status: 200,
      mediaType: 'application/vnd.wuzei.call-directory.v1',
      schema: bytes,
      example: '(bytes of the directory)',
    },
  },
  'GET /v1/gateways/nginx': {
    description:
      'For `auth_request` of nginx: 204 lets the request pass, 403 does not. `X-Wuzei-Level` and ' +
      '`X-Wuzei-Fraud-Types` of the answer say why.',
    errors: ['INDICATOR_EMPTY'],
    parameters: {
      value: {
        description: 'The address that is asked for; the header `X-Original-URL` unless told.',
        example: 'https://pay.example.com/',
      },
    },
  },
  'POST /v1/gateways/ios-message-filter': {
    description:
      'For the message filter of an iPhone app. The body is what the phone sends; it names neither phone nor owner, and ' +
      'nothing of the message is stored or logged.',
    request: {
      example: {
        _version: 1,
        query: { sender: '+12025550143', message: { text: 'Your parcel waits: pay.example.com' } },
        app: { version: '1.0' },
      },
    },
    response: {
      status: 200,
      example: {
        action: 'none',
        level: 'unknown',
        text: { zh: '这段内容里没有已知的诈骗线索。', en: 'Nothing in this message is known to us.' },
      },
    },
  },
  'GET /v1/rpz/zone': {
    description:
      'The response policy zone as a master file (RFC 1035), for resolvers that fetch it by HTTP: with the name and ' +
      'token of the resolver’s key in the query, or as a member.',
    errors: ['UNAUTHENTICATED'],
    parameters: {
      key: {
        description: 'Name of the resolver’s key: small letters, digits, dots, dashes.',
        example: 'resolver-1',
      },
      token: { description: 'Its token, at most 64 characters.', example: 'q0gk6J2d8mRkP5yX' },
    },
    response: {
      status: 200,
      mediaType: 'text/dns',
      schema: bytes,
      example: 'pay.example.com.rpz.wuzei. 60 IN CNAME .\n',
    },
  },
  'GET /blocked': {
    description:
      'The page to which a resolver leads instead of a listed site: what was asked for, why it is listed, and what to ' +
      'do. Where the hub does not list it at this moment, the page says that and nothing else. Always with status 403, so that no program takes it for the site.',
    parameters: {
      host: {
        description: 'The site that was asked for, at most 255 characters; `X-Blocked-Host` unless told.',
        example: 'pay.example.com',
      },
    },
  },
  'POST /v1/admin/rpz-keys': {
    description:
      'Makes the key with which one resolver transfers the policy zone. Secret and token are shown this once.',
    errors: ['RPZ_KEY_TAKEN'],
    request: { example: { name: 'resolver-1', notify: ['192.0.2.53:53'] } },
    response: {
      status: 201,
      example: {
        name: 'resolver-1',
        algorithm: 'hmac-sha256',
        secret: 'kZ1xv8r0W3mP6sYbA9dF2gH5jK7nQ4tU8wE1rT3yU6I=',
        token: 'q0gk6J2d8mRkP5yX',
      },
    },
  },
  'DELETE /v1/admin/rpz-keys/{name}': {
    description: 'Takes a resolver’s key out of use, at once and for good.',
    errors: ['NOT_FOUND'],
    parameters: {
      name: { description: 'Name of the key: small letters, digits, dots, dashes.', example: 'resolver-1' },
    },
  },
}
