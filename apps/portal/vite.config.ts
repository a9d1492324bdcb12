import { readFileSync } from 'node:fs'
import preact from '@preact/preset-vite'
import { defineConfig, type Manifest } from 'vite'

const clientEntry = 'src/entry-client.tsx'
const darkStyle = 'src/style/dark.css'
const dictionaries = { zh: 'src/language/zh.ts', en: 'src/language/en.ts' }

/**
 * Two builds: the browser's, with a manifest, then the server's, which carries the names of the browser's files in
 * it and has no imports outside Node, so that the hub needs neither Vite nor the manifest at run time.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  ...(isSsrBuild ? { define: { clientAssets: JSON.stringify(readClientAssets()) } } : {}),
  ssr: { noExternal: true },
  build: {
    outDir: isSsrBuild ? 'dist/server' : 'dist/client',
    emptyOutDir: true,
    // Phones of 2020 and their in-app browsers.
    target: isSsrBuild ? 'node22' : ['chrome80', 'safari14', 'firefox78'],
    manifest: !isSsrBuild,
    copyPublicDir: !isSsrBuild,
    modulePreload: { polyfill: false },
    ...(isSsrBuild ? {} : { rollupOptions: { input: [clientEntry, darkStyle] } }),
  },
}))

function readClientAssets() {
  const text = readFileSync(new URL('./dist/client/.vite/manifest.json', import.meta.url), 'utf8')
  const manifest: Manifest = JSON.parse(text)
  const file = (name: string) => {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`the client build has no ${name}`)
    return chunk
  }
  const url = (path: string) => `/${path}`
  const entry = file(clientEntry)
  return {
    script: url(entry.file),
    preloads: (entry.imports ?? []).map((name) => url(file(name).file)),
    styles: (entry.css ?? []).map(url),
    darkStyle: url(file(darkStyle).file),
    icon: url('icon.svg'),
    dictionaries: { zh: url(file(dictionaries.zh).file), en: url(file(dictionaries.en).file) },
  }
}
