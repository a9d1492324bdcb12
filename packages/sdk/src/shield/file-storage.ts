import type { ShieldStorage } from './shield-storage.ts'

/** What of `node:fs/promises` is used; given, so that this package loads in browsers too. */
export interface FileSystem {
  mkdir(path: string, options: { recursive: true }): Promise<unknown>
  readFile(path: string): Promise<Uint8Array>
  writeFile(path: string, bytes: Uint8Array): Promise<void>
  rename(from: string, to: string): Promise<void>
  rm(path: string, options: { force: true }): Promise<void>
}

/**
 * In files of a folder, which is made where it is not there.
 *
 * @param fileSystem `import * as fileSystem from 'node:fs/promises'`
 */
export function fileStorage(fileSystem: FileSystem, folder: string): ShieldStorage {
  const pathOf = (name: string) => `${folder}/${name.replace(/[^a-z0-9.-]/g, '_')}.wzsh`
  return {
    async read(name) {
      try {
        return new Uint8Array(await fileSystem.readFile(pathOf(name)))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async write(name, bytes) {
      await fileSystem.mkdir(folder, { recursive: true })
      // Beside it first: whoever reads meanwhile sees the old one or the new one.
      const draft = `${pathOf(name)}.${crypto.randomUUID()}.new`
      await fileSystem.writeFile(draft, bytes)
      await fileSystem.rename(draft, pathOf(name))
    },
    async remove(name) {
      await fileSystem.rm(pathOf(name), { force: true })
    },
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
