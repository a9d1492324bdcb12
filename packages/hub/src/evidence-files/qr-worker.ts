import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { QrPicture } from './read-qr-codes.ts'

// The library would fetch its WebAssembly from a public server; this hands it the installed file.
const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })

const { pixels, width, height }: QrPicture = workerData
const found = await readBarcodes(
  { data: pixels, width, height, colorSpace: 'srgb' },
  {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: true,
    maxNumberOfSymbols: 16,
  },
)
const texts = found.filter((code) => code.isValid).map((code) => code.text)
parentPort?.postMessage(texts, [])
