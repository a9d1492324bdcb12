import type { zhProblems } from './zh-problems.ts'

/** The same errors in English. */
export const enProblems: typeof zhProblems = {
  INDICATOR_EMPTY: { happened: 'Nothing was given to check.', todo: 'Enter a number, link or account.' },
  INDICATOR_TOO_LONG: {
    happened: 'This value is too long.',
    todo: 'Give one number, link or account alone.',
  },
  INDICATOR_UNRECOGNISED: {
    happened: 'This was not recognised as a number, link or account.',
    todo: 'Look whether something is mistyped or missing.',
  },
  INDICATOR_INVALID: {
    happened: 'This value is not valid for its kind.',
    todo: 'Check its length and how it is written.',
  },
  INDICATOR_UNKNOWN: {
    happened: 'The library has no such entry.',
    todo: 'Check its number, or search for the value itself.',
  },
  BODY_INVALID: {
    happened: 'Something you entered does not fit.',
    todo: 'Check what you entered; the technical note names the field.',
  },
  BODY_TOO_LARGE: { happened: 'This is more than the hub takes at once.', todo: 'Shorten it, or split it.' },
  NOT_FOUND: { happened: 'This does not exist.', todo: 'Refresh the list; it may have been removed.' },
  REQUEST_TIMEOUT: { happened: 'The network was too slow.', todo: 'Try another network, or again later.' },
  CROSS_SITE: {
    happened: 'This request did not come from the hub’s own pages.',
    todo: 'Open the console again by its own address.',
  },
  ROLE_UNFIT: {
    happened: 'This person cannot hold this role.',
    todo: 'Choose one that fits their organisation and its level.',
  },
  MEMBER_LEFT: {
    happened: 'This member has left or was revoked, and does not come back.',
    todo: 'If need be, take them in as a new member.',
  },
  RECEIPT_UNKNOWN: { happened: 'No report has this number.', todo: 'Check it, or refresh the queue.' },
  FRAUD_TYPE_UNKNOWN: {
    happened: 'There is no such fraud type.',
    todo: 'Refresh the page and choose again.',
  },
  REJECTION_PENDING: {
    happened: 'Somebody has proposed to reject this report already.',
    todo: 'Find it under those that wait for a second person.',
  },
  REJECTION_UNKNOWN: { happened: 'No proposal to reject waits.', todo: 'Refresh to see how it is now.' },
  REPORT_UNDECIDED: {
    happened: 'This report has no other decision before it to correct.',
    todo: 'Confirm or reject it.',
  },
  UNMASK_FIRST: {
    happened: 'The report was not opened for a purpose yet.',
    todo: 'Open it first, then load its files.',
  },
  EVIDENCE_UNKNOWN: {
    happened: 'This report has no such file.',
    todo: 'Refresh; the file may have reached the end of its time.',
  },
  DISPUTE_UNKNOWN: { happened: 'No dispute has this number.', todo: 'Refresh the list.' },
  PIN_UNKNOWN: { happened: 'Nobody has fixed this verdict.', todo: 'Refresh to see how it is now.' },
  RETRACTION_UNKNOWN: { happened: 'There is no such retraction.', todo: 'Refresh the list.' },
  WEBHOOK_UNKNOWN: { happened: 'There is no such webhook or letter.', todo: 'Refresh the list.' },
  OUTBOUND_FAILED: {
    happened: 'The address did not answer as it should.',
    todo: 'Have its owner look after it, then try again.',
  },
  SOURCE_UNFIT: {
    happened: 'The address gave something else than such a list.',
    todo: 'Check the address and the kind of list.',
  },
  MODEL_INVALID: {
    happened: 'The file is no model that this version can use.',
    todo: 'Check the file, or train it with this version.',
  },
  MODEL_STATE: {
    happened: 'This cannot be done with that version now.',
    todo: 'Refresh; somebody may have dealt with it.',
  },
  AMOUNT_INVALID: { happened: 'The amount is not right.', todo: 'More than nothing, two decimals at most.' },
  CURRENCY_UNKNOWN: {
    happened: 'The rules know no such currency.',
    todo: 'Take another, or convert it to yuan.',
  },
  PAYEE_INVALID: {
    happened: 'This is no account of the kind chosen.',
    todo: 'Check the account and its kind.',
  },
  HOLDER_INVALID: {
    happened: 'The name or the number of the document is wrong.',
    todo: 'Check the number, the last digit above all.',
  },
  CHECK_UNKNOWN: { happened: 'Your organisation made no such check.', todo: 'Refresh the list.' },
  LISTING_UNKNOWN: { happened: 'There is no such entry.', todo: 'Refresh the list.' },
  LISTING_STATE: {
    happened: 'This cannot be done to the entry now.',
    todo: 'Refresh: somebody may have dealt with it, or it is on the list already.',
  },
  LISTING_LEVEL: {
    happened: 'A higher office must agree to this.',
    todo: 'Ask a supervisor or head of a province or above.',
  },
  INTERNAL: {
    happened: 'Something went wrong on our side.',
    todo: 'Try again later; if it still fails, speak to whoever runs the hub.',
  },
}
