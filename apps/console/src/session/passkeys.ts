import type { PasskeyBody, PasskeyChallengeReply, PasskeySignInBody } from '@wuzei/contract'

/** Whether this browser can hold and use passkeys in the JSON form of WebAuthn Level 3. */
export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function'
  )
}

/** Asks the person's authenticator to answer for signing in. Undefined when they turned away. */
export async function answerWithPasskey({
  challengeId,
  options,
}: PasskeyChallengeReply): Promise<PasskeySignInBody | undefined> {
  // The hub makes these options by the standard, and its own tests hold them to it.
  const asked: PublicKeyCredentialRequestOptionsJSON = JSON.parse(JSON.stringify(options))
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked)
  const credential = await unlessDeclined(navigator.credentials.get({ publicKey }))
  if (!credential) return undefined
  const answer: PasskeySignInBody['credential'] = JSON.parse(JSON.stringify(credential))
  const { id, rawId, response } = answer
  const { clientDataJSON, authenticatorData, signature } = response
  return {
    challengeId,
    credential: { id, rawId, type: 'public-key', response: { clientDataJSON, authenticatorData, signature } },
  }
}

/** Asks for a new passkey. Undefined when the person turned away. */
export async function makePasskey({
  challengeId,
  options,
}: PasskeyChallengeReply): Promise<PasskeyBody | undefined> {
  const asked: PublicKeyCredentialCreationOptionsJSON = JSON.parse(JSON.stringify(options))
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked)
  const credential = await unlessDeclined(navigator.credentials.create({ publicKey }))
  if (!credential) return undefined
  const answer: PasskeyBody['credential'] = JSON.parse(JSON.stringify(credential))
  const { id, rawId, response } = answer
  const { clientDataJSON, attestationObject, transports } = response
  return {
    challengeId,
    credential: {
      id,
      rawId,
      type: 'public-key',
      response: { clientDataJSON, attestationObject, ...(transports ? { transports } : {}) },
    },
  }
}

/** Closing the browser's dialog, or letting it run out, is an answer and no failure. */
async function unlessDeclined(asked: Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError'))
      return null
    throw error
  }
}
