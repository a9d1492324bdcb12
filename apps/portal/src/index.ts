/** What the hub imports from `dist/server/entry-server.js`; the browser's part is in `dist/client`. */
export type { PortalApi, PortalRequest, PortalResponse } from './entry-server.tsx'
