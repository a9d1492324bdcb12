import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { admitEvidenceFile } from './admit-evidence-file.ts'
import { createBoundedWork } from '../bounded-work.ts'
import { defaultEvidenceFileLimits } from './evidence-file.ts'

const picture = (width = 64, height = 32) =>
  sharp({ create: { width, height, channels: 3, background: '#3366cc' } })

const gps = {
  IFD0: { Copyright: 'Li Lei', Make: 'PhoneMaker' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '39/1 54/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '116/1 23/1 0/1',
  },
}

async function qrPicture(text: string, edgePx = 300): Promise<Buffer> {
  const { data, size } = encode(text, { border: 4 })
  const pixels = Buffer.from(data.flat().map((dark) => (dark ? 0 : 255)))
  return sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .resize(edgePx, edgePx, { kernel: 'nearest' })
    .png()
    .toBuffer()
}

/** A PNG of a few hundred bytes that claims any size. */
function pngClaiming(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const typed = Buffer.concat([Buffer.from(type, 'latin1'), body])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    let crc = 0xffffffff
    for (const byte of typed) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    }
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(~crc >>> 0)
    return Buffer.concat([length, typed, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  const rows = chunk('IDAT', deflateSync(Buffer.alloc(4096)))
  return Buffer.concat([signature, chunk('IHDR', header), rows, chunk('IEND', Buffer.alloc(0))])
}

const code = (expected: string) => ({ name: 'CodedError', code: expected })

describe('a picture', () => {
  it('loses place, maker and author, in every format', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const original = await picture()
        .withExif(gps)
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Li Lei</x:xmpmeta>')
        .toFormat(format)
        .toBuffer()
      expect((await sharp(original).metadata()).exif?.includes('PhoneMaker')).toBe(true)
      expect(original.includes('Li Lei')).toBe(true)

      const file = await admitEvidenceFile(original)
      const { exif, xmp, icc, iptc } = await sharp(file.bytes).metadata()
      expect({ exif, xmp, icc, iptc }).toEqual({})
      expect(file.bytes.includes('PhoneMaker') || file.bytes.includes('Li Lei')).toBe(false)
      expect(file).toMatchObject({
        mediaType: `image/${format}`,
        width: 64,
        height: 32,
        metadataRemoved: true,
        qr: [],
      })
      expect(file.sha256).toBe(createHash('sha256').update(file.bytes).digest('hex'))
    }
  })

  it('is turned as its metadata say before they go', async () => {
    const file = await admitEvidenceFile(await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer())
    expect(file).toMatchObject({ width: 32, height: 64 })
    expect((await sharp(file.bytes).metadata()).orientation).toBeUndefined()
  })

  it('that is a page too keeps only its pixels', async () => {
    const jpeg = await picture().jpeg().toBuffer()
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    const comment = Buffer.concat([
      jpeg.subarray(0, 2),
      Buffer.from([0xff, 0xfe, 0, page.length + 2]),
      page,
      jpeg.subarray(2),
    ])
    for (const polyglot of [comment, Buffer.concat([jpeg, page])]) {
      expect(polyglot.includes('<script>')).toBe(true)
      expect((await admitEvidenceFile(polyglot)).bytes.includes('<script>')).toBe(false)
    }
  })

  it('with the same content has the same name, whatever its metadata were', async () => {
    const plain = await admitEvidenceFile(await picture().jpeg().toBuffer())
    const tagged = await admitEvidenceFile(await picture().withExif(gps).jpeg().toBuffer())
    expect(tagged.sha256).toBe(plain.sha256)
  })

  it('stays an animation', async () => {
    const frames = await Promise.all([picture().png().toBuffer(), picture().negate().png().toBuffer()])
    const original = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const file = await admitEvidenceFile(original)
    expect(file).toMatchObject({ mediaType: 'image/gif', width: 64, height: 32 })
    expect((await sharp(file.bytes, { animated: true }).metadata()).pages).toBe(2)
  })

  it('that claims more pixels than allowed is refused before it is decoded', async () => {
    await expect(admitEvidenceFile(pngClaiming(30_000, 30_000))).rejects.toMatchObject(
      code('ATTACHMENT_TOO_LARGE'),
    )
    const small = { ...defaultEvidenceFileLimits, pixels: 64 * 32 - 1 }
    await expect(admitEvidenceFile(await picture().png().toBuffer(), small)).rejects.toMatchObject(
      code('ATTACHMENT_TOO_LARGE'),
    )
  })

  it('that is cut or broken is refused', async () => {
    const noise = Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, place) => (place * 7919) % 251))
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const whole = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } })
        .toFormat(format)
        .toBuffer()
      await expect(admitEvidenceFile(whole.subarray(0, whole.length >> 1))).rejects.toMatchObject(
        code('ATTACHMENT_UNREADABLE'),
      )
    }
    await expect(admitEvidenceFile(pngClaiming(100, 100))).rejects.toMatchObject(
      code('ATTACHMENT_UNREADABLE'),
    )
  })

  it('beyond the places and the queue is refused as overload', async () => {
    const jpeg = await picture().jpeg().toBuffer()
    const work = createBoundedWork(1, 1)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 3 }, () => admitEvidenceFile(jpeg, defaultEvidenceFileLimits, work)),
    )
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject(
      code('OVERLOADED'),
    )
  })
})

describe('QR codes', () => {
  const text = 'https://pay.example/order?id=8827361'

  it.each<[string, (picture: Sharp) => Sharp]>([
    ['plain', (one) => one],
    ['upside down', (one) => one.rotate(180)],
    ['at a slant', (one) => one.rotate(17, { background: '#888888' })],
    ['blurred', (one) => one.blur(2)],
    ['white on black', (one) => one.negate()],
    ['pale', (one) => one.linear(0.25, 110)],
  ])('are read %s', async (_name, change) => {
    const changed = await change(sharp(await qrPicture(text)))
      .jpeg()
      .toBuffer()
    expect((await admitEvidenceFile(changed)).qr).toEqual([text])
  })

  it('are all read in one screenshot, each text once', async () => {
    const texts = ['https://a.example/1', 'wxp://f2f0AbCd', '支付码：张三']
    const codes = await Promise.all([...texts, texts[0] ?? ''].map((one) => qrPicture(one, 240)))
    const screenshot = await sharp({
      create: { width: 1080, height: 2340, channels: 4, background: '#f2f2f2' },
    })
      .composite(
        codes.map((input, place) => ({
          input,
          left: 120 + 480 * (place % 2),
          top: 700 + 500 * (place >> 1),
        })),
      )
      .png()
      .toBuffer()
    expect([...(await admitEvidenceFile(screenshot)).qr].sort()).toEqual(texts.sort())
  })
})

describe('other files', () => {
  const mp4 = (brand: string) =>
    Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from(`ftyp${brand}\0\0\0\0isommp42`, 'latin1'),
      Buffer.alloc(64),
    ])
  const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0', 'latin1'), Buffer.alloc(64)])

  it.each<[string, Buffer]>([
    ['application/pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF')],
    ['audio/wav', wav],
    ['audio/amr', Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(64)])],
    ['audio/mp4', mp4('M4A ')],
    ['video/mp4', mp4('isom')],
  ])('%s is kept as it came, and flagged', async (mediaType, bytes) => {
    const file = await admitEvidenceFile(bytes)
    expect(file).toMatchObject({ mediaType, metadataRemoved: false, width: null, height: null, qr: [] })
    expect(file.bytes.equals(bytes)).toBe(true)
  })

  it('plain text is kept, Chinese too', async () => {
    const bytes = Buffer.from('客服说账户被冻结，1 < 2，让我点 https://a.example <链接>\r\n')
    expect(await admitEvidenceFile(bytes)).toMatchObject({ mediaType: 'text/plain', metadataRemoved: true })
  })

  it.each<[string, Buffer]>([
    ['a page', Buffer.from('<!DOCTYPE html><p>hello</p>')],
    ['markup after text', Buffer.from('hello <script>alert(1)</script>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['XML', Buffer.from('<?xml version="1.0"?><svg/>')],
    ['a ZIP or APK', Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\0\0', 'latin1'), Buffer.alloc(64)])],
    ['a Windows program', Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(64)])],
    ['a Linux program', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(64)])],
    ['a shell script', Buffer.from('#!/bin/sh\nrm -rf /\n')],
    ['text in another encoding', Buffer.from([0xbf, 0xcd, 0xb7, 0xfe, 0x0a])],
    ['text with control characters', Buffer.from('a\u0000b')],
    ['TIFF', Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), Buffer.alloc(64)])],
    [
      'HEIC that cannot be decoded',
      Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(64)]),
    ],
  ])('%s is refused', async (_name, bytes) => {
    await expect(admitEvidenceFile(bytes)).rejects.toMatchObject(code('ATTACHMENT_TYPE'))
  })

  it('empty and oversized files are refused', async () => {
    await expect(admitEvidenceFile(Buffer.alloc(0))).rejects.toMatchObject(code('ATTACHMENT_UNREADABLE'))
    const large = Buffer.alloc(defaultEvidenceFileLimits.bytes + 1, 'a')
    await expect(admitEvidenceFile(large)).rejects.toMatchObject(code('ATTACHMENT_TOO_LARGE'))
  })
})
