/** What reading a picture gave; `unreadable` means that it is no picture this browser can open. */
export type QrReading =
  | { readonly outcome: 'found'; readonly text: string }
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'unreadable' }

/**
 * Reads the QR code in a picture, on this device: with the browser's own detector where there is one, else with
 * a decoder that is fetched only now.
 */
export async function readQr(file: Blob): Promise<QrReading> {
  const image = await openImage(file)
  if (!image) return { outcome: 'unreadable' }
  const native = await readNatively(image)
  if (native) return { outcome: 'found', text: native }
  const pixels = drawScaled(image)
  if (!pixels) return { outcome: 'unreadable' }
  const decode = await fetchDecoder()
  if (!decode) return { outcome: 'unreadable' }
  const text = decode(pixels.data, pixels.width, pixels.height)?.data
  return text ? { outcome: 'found', text } : { outcome: 'nothing' }
}

/** Without a network the decoder cannot be had; then the page asks for the number or link instead. */
async function fetchDecoder() {
  try {
    return (await import('jsqr')).default
  } catch {
    return undefined
  }
}

/** Longest side that is decoded: a code in a screenshot keeps 4 pixels a module, and a slow phone needs under 1 s. */
const maxSide = 1600

interface BarcodeDetectorLike {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>
}
declare global {
  interface Window {
    /** Not in every browser, and not in TypeScript's library. */
    readonly BarcodeDetector?: new (options: {
      formats: string[]
    }) => BarcodeDetectorLike
  }
}

async function readNatively(image: HTMLImageElement): Promise<string | undefined> {
  const Detector = window.BarcodeDetector
  if (!Detector) return undefined
  try {
    const found = await new Detector({ formats: ['qr_code'] }).detect(image)
    return found[0]?.rawValue
  } catch {
    // Some phones name the detector and lack the service behind it; the decoder of our own takes over.
    return undefined
  }
}

function openImage(file: Blob): Promise<HTMLImageElement | undefined> {
  const url = URL.createObjectURL(file)
  const image = new Image()
  return new Promise<HTMLImageElement | undefined>((resolve) => {
    image.addEventListener('load', () => resolve(image))
    image.addEventListener('error', () => resolve(undefined))
    image.src = url
  }).finally(() => URL.revokeObjectURL(url))
}

function drawScaled(image: HTMLImageElement): ImageData | undefined {
  const scale = Math.min(1, maxSide / Math.max(image.naturalWidth, image.naturalHeight, 1))
  const width = Math.max(1, Math.round(image.naturalWidth * scale))
  const height = Math.max(1, Math.round(image.naturalHeight * scale))
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  // A transparent picture would otherwise be black on black.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.drawImage(image, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
