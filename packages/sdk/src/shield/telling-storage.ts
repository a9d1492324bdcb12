import { WuzeiError } from '../failure.ts'
import type { ShieldStorage } from './shield-storage.ts'

/**
 * A storage that never stands in the way: a full disk or a private window costs what was to be stored, not the lists in
 * memory. What it does not do it tells, as `SHIELD_STORAGE`.
 */
export function tellingStorage(storage: ShieldStorage, tell: (failure: WuzeiError) => void): ShieldStorage {
  const orTell = (cause: unknown): undefined => {
    tell(new WuzeiError('SHIELD_STORAGE', 'The lists cannot be kept on this device', { cause }))
  }
  return {
    read: async (name) => await storage.read(name).catch(orTell),
    write: async (name, bytes) => await storage.write(name, bytes).catch(orTell),
    remove: async (name) => await storage.remove(name).catch(orTell),
  }
}
