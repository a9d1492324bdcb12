// Keeps the start page and "I already paid" for when there is no network: somebody without a connection must still
// find whom to call. Nothing that was checked or typed is ever kept: only these two pages and the portal's files.
const pages = ['/', '/paid']
const cacheName = 'wuzei-portal-1'
/** Three versions of the portal's dozen files. */
const maxFiles = 36

self.addEventListener('install', (event) => {
  event.waitUntil(keepPages())
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request))
  else if (request.mode === 'navigate') event.respondWith(fromNetworkFirst(request, url))
})

async function keepPages() {
  const cache = await caches.open(cacheName)
  await cache.addAll(pages)
}

/** Names of files under /assets change with their content, so a kept one is always right. */
async function fromCacheFirst(request) {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    await cache.put(request, answer.clone())
    await dropOldest(cache)
  }
  return answer
}

/** Files of earlier versions; keys come in the order in which they were put. */
async function dropOldest(cache) {
  const files = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith('/assets/'))
  for (const file of files.slice(0, Math.max(0, files.length - maxFiles))) await cache.delete(file)
}

async function fromNetworkFirst(request, url) {
  const cache = await caches.open(cacheName)
  try {
    const answer = await fetch(request)
    if (answer.ok && url.search === '' && pages.includes(url.pathname))
      await cache.put(url.pathname, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(url.pathname === '/paid' ? '/paid' : '/')
    if (kept) return kept
    throw error
  }
}
