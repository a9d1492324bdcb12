import { useQuery } from '@tanstack/react-query'
import type { MeReply } from '@wuzei/contract'
import { WuzeiError } from '@wuzei/sdk'
import { api } from './api.ts'

/** Who sits here; null when nobody is signed in. */
export function useMe() {
  return useQuery<MeReply | null>({
    queryKey: ['me'],
    queryFn: async () => {
      try {
        return await api.me()
      } catch (error) {
        // Not a failure: the answer to "who is it?" is "nobody yet".
        if (error instanceof WuzeiError && error.code === 'UNAUTHENTICATED') return null
        throw error
      }
    },
    staleTime: 60_000,
  })
}
