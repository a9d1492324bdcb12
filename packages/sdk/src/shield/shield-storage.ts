/** Where lists stay between two runs. Nothing secret: they are signed, and checked again when they are read. */
export interface ShieldStorage {
  /** What was written last under this name; undefined where there is nothing. */
  read(name: string): Promise<Uint8Array | undefined>
  /** All of it or nothing: who reads never sees half a list. */
  write(name: string, bytes: Uint8Array): Promise<void>
  remove(name: string): Promise<void>
}

/** Forgets when the process or page ends; then the lists are fetched again. */
export function memoryStorage(): ShieldStorage {
  const held = new Map<string, Uint8Array>()
  return {
    read: async (name) => await Promise.resolve(held.get(name)),
    write: async (name, bytes) => {
      held.set(name, bytes)
      await Promise.resolve()
    },
    remove: async (name) => {
      held.delete(name)
      await Promise.resolve()
    },
  }
}

/** In the browser's IndexedDB, for pages and workers; `database` is its name there. */
export function indexedDbStorage(database = 'wuzei-shield'): ShieldStorage {
  return {
    async read(name) {
      const found: unknown = await within(database, 'readonly', (store) => store.get(name))
      return found instanceof Uint8Array ? found : undefined
    },
    async write(name, bytes) {
      await within(database, 'readwrite', (store) => store.put(bytes, name))
    },
    async remove(name) {
      await within(database, 'readwrite', (store) => store.delete(name))
    },
  }
}

const storeName = 'lists'

/** Opened anew each time, which is rare, so that no connection stands in the way of another page. */
async function within<Result>(
  database: string,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opening = indexedDB.open(database, 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(storeName))
  await settled(opening)
  const connection = opening.result
  try {
    const transaction = connection.transaction(storeName, mode)
    const request = act(transaction.objectStore(storeName))
    // The transaction, not the request: only then it is on disk.
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not stored')))
    })
    return request.result
  } finally {
    connection.close()
  }
}

async function settled<Result>(request: IDBRequest<Result>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.addEventListener('success', () => resolve())
    request.addEventListener('error', () => reject(request.error ?? new Error('the database did not open')))
  })
}
