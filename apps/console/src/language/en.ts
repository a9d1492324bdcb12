import { enAccount } from './en-account.ts'
import { enAlliance } from './en-alliance.ts'
import { enDesks } from './en-desks.ts'
import { enMembers } from './en-members.ts'
import { enModels } from './en-models.ts'
import { enPages } from './en-pages.ts'
import { enPayments } from './en-payments.ts'
import { enProblems } from './en-problems.ts'
import { enStart } from './en-start.ts'
import { enEvents } from './en-events.ts'
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
    menu: 'Menu',
    pages: {
      start: 'Today',
      triage: 'Reports',
      disputes: 'Disputes',
      library: 'Library',
      'web-pages': 'Check a page',
      campaigns: 'Campaigns',
      payments: 'Check before pay',
      'payee-lists': 'Payee lists',
      organisations: 'Members and people',
      clients: 'API clients',
      groups: 'Sharing groups',
      labels: 'Your judgement',
      sources: 'Sources',
      models: 'Models',
      shares: 'Shares and ledger',
      feed: 'Feed health',
      retractions: 'Retractions',
      inbound: 'Inbound sources',
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
    shownAt: (time) => `As of ${time}; all times are Beijing time`,
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
    technical: 'Technical note, for whoever helps you',
    byCode: {
      ...enProblems,
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
      PROOF_FAILED: {
        happened: 'It could not be shown that it is you.',
        todo: 'Check password and code; wait for the next code, or use a recovery code or passkey.',
      },
      FACTOR_LAST: {
        happened: 'This is your last second factor.',
        todo: 'Register another passkey or an authenticator app first.',
      },
      PASSWORD_WEAK: {
        happened: 'This password is easy to guess.',
        todo: 'Take some words that have nothing to do with each other, and no names of yours.',
      },
      RESET_INVALID: {
        happened: 'The link does not work: used, taken back or expired.',
        todo: 'Ask an administrator of your organisation for a new one.',
      },
      RESET_DECIDED: { happened: 'Somebody has decided this already.', todo: 'Refresh to see what.' },
      SHARE_WITHDRAWN: { happened: 'This share was withdrawn.', todo: 'Refresh; share it anew if need be.' },
      SHARE_ACCUSES: {
        happened: 'Opened, it would accuse an honest owner as a whole.',
        todo: 'Share the single page instead, or leave the label.',
      },
      RELABEL_PENDING: { happened: 'A proposal to open it waits already.', todo: 'Decide that one first.' },
      RELABEL_UNKNOWN: {
        happened: 'No proposal waits, or the label has changed since.',
        todo: 'Refresh to see how it is now.',
      },
      PAGE_NOT_SENT: {
        happened: 'The hub is not set up to fetch pages.',
        todo: 'Paste the source of the page, or upload a saved .html file.',
      },
      OUTBOUND_REFUSED: {
        happened: 'The hub does not reach this address.',
        todo: 'Take an HTTPS address in the public internet.',
      },
      WEBHOOK_LIMIT: { happened: 'No more webhooks can be registered.', todo: 'Remove one first.' },
      CONFIRMATION_INVALID: {
        happened: 'Your organisation has registered a signing key, so a system has to sign.',
        todo: 'Have the system that receives retractions confirm.',
      },
      SOURCE_NAME_TAKEN: { happened: 'There is a source of this name.', todo: 'Take another name.' },
      SOURCE_BUSY: { happened: 'The source is being read right now.', todo: 'Try again in a minute.' },
      SOURCE_NOT_HELD: { happened: 'Nothing waits for a decision now.', todo: 'Refresh to see how it is.' },
      SOURCE_UNKNOWN: { happened: 'This source was removed.', todo: 'Refresh the list.' },
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
  ...enAccount,
  ...enAlliance,
  ...enMembers,
  ...enModels,
  ...enPages,
  ...enPayments,
  ...enDesks,
  ...enStart,
  ...enEvents,
}
