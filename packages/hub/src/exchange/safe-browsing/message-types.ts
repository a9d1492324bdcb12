import { createFileRegistry, fromJson, type DescMessage, type JsonValue } from '@bufbuild/protobuf'
import { FileDescriptorProtoSchema, file_google_protobuf_duration } from '@bufbuild/protobuf/wkt'

/** `NUMBER NAME TYPE`, the type with an asterisk where the field is repeated. */
type FieldLines = readonly string[]

const duration = 'google.protobuf.Duration'

const scalars: ReadonlySet<string> = new Set(['bool', 'bytes', 'int32', 'int64', 'string', 'uint32'])

const threatTypes = [
  'THREAT_TYPE_UNSPECIFIED',
  'MALWARE',
  'SOCIAL_ENGINEERING',
  'UNWANTED_SOFTWARE',
  'POTENTIALLY_HARMFUL_APPLICATION',
]

/** Messages of version 5 (google.security.safebrowsing.v5), as far as this hub has a use for them. */
const v5 = messageTypes(
  'safebrowsing.v5',
  {
    FullHashDetail: ['1 threat_type ThreatType'],
    FullHash: ['1 full_hash bytes', '2 full_hash_details FullHashDetail*'],
    SearchHashesResponse: ['1 full_hashes FullHash*', `2 cache_duration ${duration}`],
    RiceDeltaEncoded32Bit: [
      '1 first_value uint32',
      '2 rice_parameter int32',
      '3 entries_count int32',
      '4 encoded_data bytes',
    ],
    HashListMetadata: ['1 threat_types ThreatType*', '4 description string', '6 hash_length HashLength'],
    HashList: [
      '1 name string',
      '2 version bytes',
      '3 partial_update bool',
      '4 additions_four_bytes RiceDeltaEncoded32Bit',
      '5 compressed_removals RiceDeltaEncoded32Bit',
      `6 minimum_wait_duration ${duration}`,
      '7 sha256_checksum bytes',
      '8 metadata HashListMetadata',
    ],
    BatchGetHashListsResponse: ['1 hash_lists HashList*'],
    ListHashListsResponse: ['1 hash_lists HashList*'],
  },
  {
    ThreatType: threatTypes,
    // There is no length 1.
    HashLength: ['HASH_LENGTH_UNSPECIFIED', '', 'FOUR_BYTES'],
  },
)

/** Messages of version 4 (google.security.safebrowsing.v4), likewise. */
const v4 = messageTypes(
  'safebrowsing.v4',
  {
    Constraints: ['4 supported_compressions CompressionType*'],
    ListUpdateRequest: [
      '1 threat_type ThreatType',
      '2 platform_type PlatformType',
      '5 threat_entry_type ThreatEntryType',
      '3 state bytes',
      '4 constraints Constraints',
    ],
    FetchThreatListUpdatesRequest: ['3 list_update_requests ListUpdateRequest*'],
    RiceDeltaEncoding: [
      '1 first_value int64',
      '2 rice_parameter int32',
      '3 num_entries int32',
      '4 encoded_data bytes',
    ],
    RawHashes: ['1 prefix_size int32', '2 raw_hashes bytes'],
    RawIndices: ['1 indices int32*'],
    ThreatEntrySet: [
      '1 compression_type CompressionType',
      '2 raw_hashes RawHashes',
      '3 raw_indices RawIndices',
      '4 rice_hashes RiceDeltaEncoding',
      '5 rice_indices RiceDeltaEncoding',
    ],
    Checksum: ['1 sha256 bytes'],
    ListUpdateResponse: [
      '1 threat_type ThreatType',
      '2 threat_entry_type ThreatEntryType',
      '3 platform_type PlatformType',
      '4 response_type ResponseType',
      '5 additions ThreatEntrySet*',
      '6 removals ThreatEntrySet*',
      '7 new_client_state bytes',
      '8 checksum Checksum',
    ],
    FetchThreatListUpdatesResponse: [
      '1 list_update_responses ListUpdateResponse*',
      `2 minimum_wait_duration ${duration}`,
    ],
    ThreatEntry: ['1 hash bytes'],
    ThreatInfo: [
      '1 threat_types ThreatType*',
      '2 platform_types PlatformType*',
      '3 threat_entries ThreatEntry*',
      '4 threat_entry_types ThreatEntryType*',
    ],
    FindFullHashesRequest: ['3 threat_info ThreatInfo'],
    ThreatMatch: [
      '1 threat_type ThreatType',
      '2 platform_type PlatformType',
      '3 threat ThreatEntry',
      `5 cache_duration ${duration}`,
      '6 threat_entry_type ThreatEntryType',
    ],
    FindFullHashesResponse: ['1 matches ThreatMatch*', `3 negative_cache_duration ${duration}`],
    ThreatListDescriptor: [
      '1 threat_type ThreatType',
      '2 platform_type PlatformType',
      '3 threat_entry_type ThreatEntryType',
    ],
    ListThreatListsResponse: ['1 threat_lists ThreatListDescriptor*'],
  },
  {
    ThreatType: threatTypes,
    PlatformType: [
      'PLATFORM_TYPE_UNSPECIFIED',
      'WINDOWS',
      'LINUX',
      'ANDROID',
      'OSX',
      'IOS',
      'ANY_PLATFORM',
      'ALL_PLATFORMS',
      'CHROME',
    ],
    ThreatEntryType: ['THREAT_ENTRY_TYPE_UNSPECIFIED', 'URL', 'EXECUTABLE', 'IP_RANGE'],
    CompressionType: ['COMPRESSION_TYPE_UNSPECIFIED', 'RAW', 'RICE'],
    ResponseType: ['RESPONSE_TYPE_UNSPECIFIED', 'PARTIAL_UPDATE', 'FULL_UPDATE'],
  },
)

/** The messages that go over the wire whole, by the names of the specification. */
export const wireMessages = {
  hashList: v5('HashList'),
  hashLists: v5('BatchGetHashListsResponse'),
  allHashLists: v5('ListHashListsResponse'),
  foundHashes: v5('SearchHashesResponse'),
  updatesRequest: v4('FetchThreatListUpdatesRequest'),
  updates: v4('FetchThreatListUpdatesResponse'),
  fullHashesRequest: v4('FindFullHashesRequest'),
  fullHashes: v4('FindFullHashesResponse'),
  threatLists: v4('ListThreatListsResponse'),
}

/** Describes messages to the protobuf library as a generated file would; gives one by its name. */
function messageTypes(
  packageName: string,
  messages: Readonly<Record<string, FieldLines>>,
  enums: Readonly<Record<string, readonly string[]>>,
): (name: string) => DescMessage {
  const typeOf = (type: string): Record<string, JsonValue> => {
    if (scalars.has(type)) return { type: `TYPE_${type.toUpperCase()}` }
    if (type === duration) return { type: 'TYPE_MESSAGE', typeName: `.${duration}` }
    return { type: type in enums ? 'TYPE_ENUM' : 'TYPE_MESSAGE', typeName: `.${packageName}.${type}` }
  }
  const fieldOf = (line: string): JsonValue => {
    const [number = '', name = '', written = ''] = line.split(' ')
    const type = written.replace('*', '')
    return {
      name,
      jsonName: name.replaceAll(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase()),
      number: Number(number),
      label: type === written ? 'LABEL_OPTIONAL' : 'LABEL_REPEATED',
      ...typeOf(type),
    }
  }
  const file = fromJson(FileDescriptorProtoSchema, {
    name: `${packageName}.proto`,
    package: packageName,
    syntax: 'proto3',
    dependency: ['google/protobuf/duration.proto'],
    messageType: Object.entries(messages).map(([name, fields]) => ({ name, field: fields.map(fieldOf) })),
    enumType: Object.entries(enums).map(([name, values]) => ({
      name,
      value: values.flatMap((value, number) => (value === '' ? [] : [{ name: value, number }])),
    })),
  })
  const registry = createFileRegistry(file, () => file_google_protobuf_duration)
  return (name) => {
    const type = registry.getMessage(`${packageName}.${name}`)
    if (!type) throw new Error(`no message ${name} in ${packageName}`)
    return type
  }
}
