/** The link of an invitation; the token stands behind the `#`, so no server or proxy ever logs it. */
export function joinLink(token: string): string {
  return `${location.origin}/console/join#${token}`
}
