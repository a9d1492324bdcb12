/** Address of a link for a new password. Its token stands behind the `#`, which browsers send to nobody. */
export function resetLink(token: string): string {
  return `${location.origin}/console/reset#${token}`
}
