import { enDesks } from './en-desks.ts'
import { enMembers } from './en-members.ts'
import type { Words } from './words.ts'

export const en: Words = {
  brand: { name: 'Wuzei', console: 'Console' },
  levels: {
    safe: 'Verified',
    unknown: 'Nothing known',
    suspicious: 'Suspicious',
    high: 'Dangerous',
    confirmed: 'Confirmed fraud',
  },
  organisationKinds: {
    police: 'Police centre',
    operator: 'Telecom operator',
    bank: 'Bank',
    'payment-network': 'Payment network',
    vendor: 'Security vendor',
    platform: 'Internet platform',
    'certificate-authority': 'Certificate authority',
    media: 'Media and education',
    auditor: 'Auditor',
    'hub-operator': 'Hub operator',
  },
  organisationLevels: { ministry: 'Ministry', province: 'Province', city: 'City', county: 'County' },
  states: { active: 'Active', suspended: 'Suspended', left: 'Left' },
  frame: {
    skip: 'Skip to the content',
    search: 'A number, link or account, or a whole message',
    searchButton: 'Check',
    theme: 'Dark',
    language: '中文',
    account: 'My account',
    signOut: 'Sign out',
    desks: 'Desks',
    alliance: 'Alliance',
    record: 'Records',
    pages: {
      triage: 'Reports',
      disputes: 'Disputes',
      library: 'Library',
      organisations: 'Members and people',
      clients: 'API clients',
      groups: 'Sharing groups',
      sources: 'Sources',
      audit: 'Audit log',
    },
    clock: 'Beijing',
    nothingHere: 'There is no page at this address',
    toStart: 'Back to the console',
    noDesk:
      'You hold no role yet. Once an administrator proposes one and another agrees, your desk appears here.',
  },
  table: {
    next: 'Next',
    previous: 'Previous',
    page: (number) => `Page ${number}`,
    csv: 'This page as CSV',
    refresh: 'Refresh',
    loading: 'Loading…',
    shownAt: (time) => `As of ${time}`,
    actions: 'Actions',
  },
  dialog: { cancel: 'Cancel', close: 'Close', save: 'Save', copy: 'Copy', copied: 'Copied' },
  confirmTyped: {
    typeToConfirm: (name) => `Type “${name}” to confirm`,
    reason: 'Reason (goes into the log: no personal data)',
  },
  shownOnce: {
    warning: 'Shown only this once. After you close this, nobody can see it again.',
    done: 'I have kept it safe',
  },
  problem: {
    happened: 'What happened',
    safe: 'Your data',
    todo: 'What to do',
    code: 'Code',
    again: 'Try again',
    unchanged: 'Nothing was changed; what is stored is safe.',
    byCode: {
      UNREACHABLE: { happened: 'The hub cannot be reached.', todo: 'Check the network, then try again.' },
      TIMEOUT: {
        happened: 'The hub did not answer in time.',
        todo: 'Try again in a moment. If you were sending something, refresh first to see whether it arrived.',
      },
      UNAUTHENTICATED: {
        happened: 'Your session has ended.',
        todo: 'Sign in again; what was not sent must be entered once more.',
      },
      FORBIDDEN: {
        happened: 'Your role does not include this.',
        todo: 'If you need it, ask an administrator to propose the role for you.',
      },
      RATE_LIMITED: { happened: 'That was too often.', todo: 'Wait a minute and try again.' },
      OVERLOADED: { happened: 'The hub is busy.', todo: 'Try again in a few seconds.' },
      SIGN_IN_FAILED: {
        happened: 'Mail address, password or code is wrong.',
        todo: 'Check them and try again. The code changes every 30 seconds and is taken only once.',
      },
      INVITATION_INVALID: {
        happened: 'This invitation was used, withdrawn or has expired.',
        todo: 'Ask your administrator for a new one.',
      },
      EMAIL_TAKEN: { happened: 'This address has joined already.', todo: 'Sign in with it.' },
      GRANT_DECIDED: {
        happened: 'Somebody has decided this already.',
        todo: 'Refresh the list to see how.',
      },
      REPORT_DECIDED: {
        happened: 'This report is decided already.',
        todo: 'To decide otherwise, use “Correct” and say why.',
      },
      DISPUTE_DECIDED: { happened: 'This dispute is decided already.', todo: 'Refresh the list to see how.' },
      PASSKEY_INVALID: {
        happened: 'The passkey was not accepted.',
        todo: 'Try another one, or sign in with password and code.',
      },
      UNMASK_LOCKED: {
        happened: 'You opened more records than allowed, and your account is locked.',
        todo: 'Speak to your supervisor, who can let you back in.',
      },
    },
    other: {
      happened: 'This did not work.',
      todo: 'Try again. If it still fails, tell the code to whoever runs the hub.',
    },
  },
  ...enMembers,
  ...enDesks,
}
