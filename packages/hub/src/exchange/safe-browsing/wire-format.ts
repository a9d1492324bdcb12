import { fromBinary, fromJson, toBinary, toJson, type DescMessage, type JsonObject } from '@bufbuild/protobuf'
import { CodedError } from '@wuzei/domain'

/** How a message is written: as protobuf, which is what browsers speak, or as its JSON form. */
export type WireFormat = 'protobuf' | 'json'

export const protobufMediaType = 'application/x-protobuf'

export const mediaTypes: Readonly<Record<WireFormat, string>> = {
  protobuf: protobufMediaType,
  json: 'application/json; charset=utf-8',
}

/**
 * Inside the hub a message is what proto3's JSON form makes of it: bytes are base64, durations `300s`, enums names.
 * Written out in either format.
 */
export function writeMessage(type: DescMessage, message: JsonObject, format: WireFormat): Buffer {
  return format === 'json'
    ? Buffer.from(JSON.stringify(message))
    : Buffer.from(toBinary(type, fromJson(type, message)))
}

/**
 * Reads a message in either format. Values that do not fit their fields are refused, fields that are not known are
 * passed over. What comes back has base64 and enum names in one spelling; an enum's unknown value stays a number.
 *
 * @throws CodedError BODY_INVALID
 */
export function readMessage(type: DescMessage, body: Buffer, format: WireFormat): JsonObject {
  try {
    const message =
      format === 'json'
        ? fromJson(type, JSON.parse(body.toString()), { ignoreUnknownFields: true })
        : fromBinary(type, body)
    const json = toJson(type, message)
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json
  } catch (cause) {
    throw new CodedError('BODY_INVALID', `the body is no ${type.name}`, { cause })
  }
  throw new CodedError('BODY_INVALID', `the body is no ${type.name}`)
}
