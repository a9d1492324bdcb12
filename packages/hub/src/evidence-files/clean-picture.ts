import { CodedError } from '@wuzei/domain'
import sharp, { type Metadata, type Sharp } from 'sharp'
import type { AdmittedFile, EvidenceFileLimits, EvidenceMediaType } from './evidence-file.ts'
import type { SniffedMediaType } from './sniff-media-type.ts'

type CleanPicture = Pick<AdmittedFile, 'bytes' | 'width' | 'height' | 'mediaType'>

/**
 * Draws a picture anew: turned as its metadata say, colours as sRGB, and nothing carried over. Animations stay
 * animations. What is HEIC comes out as JPEG, where this build of libvips can decode it; most cannot, for HEVC is
 * under patents.
 *
 * @throws CodedError `ATTACHMENT_TOO_LARGE`, `ATTACHMENT_UNREADABLE`, or `ATTACHMENT_TYPE` for undecodable HEIC
 */
export async function cleanPicture(
  bytes: Buffer,
  type: Extract<SniffedMediaType, `image/${string}`>,
  limits: EvidenceFileLimits,
): Promise<CleanPicture> {
  // Sizes are read from the header and judged before anything is decoded; sharp's own limit is a second wall.
  const header = await readable(type, () =>
    sharp(bytes, { animated: isAnimation(type), limitInputPixels: false }).metadata(),
  )
  refuseTooLarge(header, limits)
  const drawn = await readable(type, () => {
    const picture = sharp(bytes, {
      animated: isAnimation(type),
      limitInputPixels: limits.pixels * animationRoom,
      // A cut picture is refused, not filled with grey.
      failOn: 'truncated',
    })
    const upright = (header.pages ?? 1) > 1 ? picture : picture.autoOrient()
    return encode(upright.toColourspace('srgb'), type).toBuffer({ resolveWithObject: true })
  })
  const height = drawn.info.pageHeight ?? drawn.info.height
  return { bytes: drawn.data, width: drawn.info.width, height, mediaType: resultType(type) }
}

function isAnimation(type: SniffedMediaType): boolean {
  return type === 'image/gif' || type === 'image/webp'
}

function resultType(type: SniffedMediaType): EvidenceMediaType {
  return type === 'image/heic' ? 'image/jpeg' : type
}

function encode(picture: Sharp, type: SniffedMediaType): Sharp {
  switch (type) {
    case 'image/png':
      return picture.png({ compressionLevel: 6 })
    case 'image/webp':
      return picture.webp({ quality: 90 })
    case 'image/gif':
      return picture.gif({ effort: 3 })
    default:
      // 4:4:4 and 92: small print in screenshots stays legible after the second encoding.
      return picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
  }
}

/** All frames are held at once, so an animation gets twice the room of a picture, not one room for each frame. */
const animationRoom = 2

function refuseTooLarge(header: Metadata, limits: EvidenceFileLimits): void {
  const pages = header.pages ?? 1
  const height = header.pageHeight ?? header.height
  const pixels = header.width * height
  if (pixels > limits.pixels || pages > limits.frames || pixels * pages > limits.pixels * animationRoom)
    throw new CodedError('ATTACHMENT_TOO_LARGE', `A picture may have at most ${limits.pixels} pixels`)
}

/** sharp throws plain errors; whatever it cannot decode is, for the sender, an unreadable file. */
async function readable<Result>(type: SniffedMediaType, decode: () => Promise<Result>): Promise<Result> {
  try {
    return await decode()
  } catch (error) {
    if (type === 'image/heic')
      throw new CodedError('ATTACHMENT_TYPE', 'HEIC cannot be read here; please send JPEG', { cause: error })
    throw new CodedError('ATTACHMENT_UNREADABLE', 'The picture is broken or incomplete', { cause: error })
  }
}
