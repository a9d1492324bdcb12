import type {
  ApiClientReply,
  GrantReply,
  OrganisationReply,
  PasskeyBody,
  PasskeySignInBody,
  SharingGroupReply,
} from '@wuzei/contract'

export const memberId = '6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90'
export const otherMemberId = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'
export const memberWhen = '2026-03-01T09:00:00.000Z'
export const apiKey = 'wzc_m0Pz1bK2Tn8m1r0v9w2x8c4c1s6u3gWqY5kA7bFhD0e'
export const invitationToken = 'wzi_m0Pz1bK2Tn8m1r0v9w2x8c4c1s6u3gWqY5kA7bFhD0e'
const challengeId = 'm0Pz1bK2Tn8m1r0v9w2x8c4c1s6u3gWqY5kA7bFhD0e'

export const organisation: OrganisationReply = {
  id: memberId,
  parentId: null,
  name: { zh: '示例银行', en: 'Example Bank' },
  kind: 'bank',
  level: null,
  region: 'cn/44',
  state: 'active',
  createdAt: memberWhen,
}

export const grant: GrantReply = {
  id: otherMemberId,
  personId: memberId,
  role: 'BNK_DSK',
  state: 'proposed',
  proposedBy: 'person:1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
  proposedAt: memberWhen,
  decidedBy: null,
  decidedAt: null,
}

export const apiClient: ApiClientReply['client'] = {
  id: otherMemberId,
  name: 'payee check',
  scopes: ['check', 'feed'],
  passesOn: false,
  hasPublicKey: false,
  createdAt: memberWhen,
  lastUsedAt: null,
  revokedAt: null,
}

export const sharingGroup: SharingGroupReply = {
  id: otherMemberId,
  ownerId: memberId,
  name: 'southern banks',
  memberIds: [memberId],
}

export const passkeyChallenge = {
  challengeId,
  options: { challenge: 'q0Cz1bK2Tn8m1r0v9w2x8c4c1s6u3gWqY5kA7bFhD0e', rpId: 'hub.example' },
}

const credential = { id: 'AQIDBAUGBwg', rawId: 'AQIDBAUGBwg', type: 'public-key' } as const

export const passkey: PasskeyBody = {
  challengeId,
  credential: { ...credential, response: { clientDataJSON: 'eyJ0eXBlIjoi', attestationObject: 'o2NmbXRk' } },
}

export const passkeySignIn: PasskeySignInBody = {
  challengeId,
  credential: {
    ...credential,
    response: { clientDataJSON: 'eyJ0eXBlIjoi', authenticatorData: 'SZYN5YgO', signature: 'MEUCIQDx' },
  },
}
