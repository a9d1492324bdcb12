import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, JSHandle, Page } from 'playwright-core'
import { build } from 'vite'

/** A page on a server of its own, with one of our packages and some files at hand. */
export interface PackagePage<Module> {
  readonly page: Page
  /** What the package exports, in the page. */
  readonly module: JSHandle<Module>
  close(): Promise<void>
}

/** Opens a page with the package in folder `name` that can fetch `files` by their paths. */
export async function openPackagePage<Module>(
  browser: Browser,
  name: 'detect' | 'shield',
  files: Readonly<Record<string, Uint8Array>>,
): Promise<PackagePage<Module>> {
  const script = await bundle(name)
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const file = files[path]
    if (file !== undefined) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file)
    else if (path === '/package.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>package</title>')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  return {
    page,
    module: await page.evaluateHandle<Module>('import("/package.js")'),
    async close() {
      await page.close()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

/** The package as a browser gets it: one module. */
async function bundle(name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL(`../packages/${name}/src/index.ts`, import.meta.url)),
        formats: ['es'],
      },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (output === undefined || !('output' in output)) throw new Error('vite built nothing')
  return output.output[0].code
}
