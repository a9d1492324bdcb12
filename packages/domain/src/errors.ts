/**
 * Every error a caller may act on: code → HTTP status and plain title. `docs/errors.md` is compared with this
 * both ways by a test. Add a code here before throwing it.
 */
export const errorCodes = {
  INDICATOR_EMPTY: { status: 400, title: 'The value is missing or empty' },
  INDICATOR_TOO_LONG: { status: 400, title: 'The value is too long' },
  INDICATOR_UNRECOGNISED: { status: 400, title: 'No kind of indicator fits this value' },
  INDICATOR_INVALID: { status: 400, title: 'The value is not valid for its kind' },
  BODY_INVALID: { status: 400, title: 'The request does not fit its schema' },
  BODY_TOO_LARGE: { status: 413, title: 'The request is larger than the limit' },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, title: 'This content type is not accepted here' },
  NOT_ACCEPTABLE: { status: 406, title: 'None of the media types that were asked for is served here' },
  ENVELOPE_INVALID: { status: 422, title: 'The envelope or one of its objects is not STIX 2.1' },
  MODEL_INVALID: { status: 422, title: 'The file is no model that this version can use' },
  MODEL_STATE: { status: 409, title: 'The model is not in a state in which this can be done' },
  NOT_FOUND: { status: 404, title: 'There is nothing here' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'This method is not allowed here' },
  RATE_LIMITED: { status: 429, title: 'Too many requests; try again later' },
  OVERLOADED: { status: 503, title: 'The hub is busy; try again shortly' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive' },
  PROOF_OF_WORK_REQUIRED: { status: 400, title: 'This report needs a proof of work' },
  PROOF_OF_WORK_INVALID: { status: 400, title: 'The proof of work is wrong, expired or used before' },
  UNAUTHENTICATED: { status: 401, title: 'Sign in, or send a key' },
  FORBIDDEN: { status: 403, title: 'You may not do that' },
  SIGN_IN_FAILED: { status: 401, title: 'Mail address, password or code is wrong' },
  CROSS_SITE: { status: 403, title: 'A session may only be used from the hub’s own pages' },
  INVITATION_INVALID: { status: 404, title: 'The invitation is unknown, used, withdrawn or expired' },
  EMAIL_TAKEN: { status: 409, title: 'Somebody has this mail address already' },
  PASSKEY_INVALID: { status: 400, title: 'The passkey’s answer does not fit the question' },
  ROLE_UNFIT: { status: 422, title: 'This person cannot hold this role' },
  PROOF_FAILED: { status: 403, title: 'The password, code or passkey given as proof is wrong' },
  PASSWORD_WEAK: { status: 400, title: 'The password is easy to guess' },
  FACTOR_LAST: { status: 409, title: 'This is the last second factor; register another before' },
  RESET_INVALID: { status: 404, title: 'The link for a new password is unknown, used, withdrawn or expired' },
  RESET_DECIDED: { status: 409, title: 'This request for a new password is already decided' },
  GRANT_DECIDED: { status: 409, title: 'This grant is already decided, or the role is held already' },
  MEMBER_LEFT: { status: 409, title: 'Who has left, or was revoked, does not come back' },
  RECIPIENT_UNFIT: {
    status: 422,
    title: 'A recipient is no active member, or may not be given what has this label',
  },
  SHARE_ACCUSES: { status: 422, title: 'A share for everyone may not accuse an honest owner as a whole' },
  SHARE_WITHDRAWN: { status: 409, title: 'This share was withdrawn' },
  RELABEL_PENDING: { status: 409, title: 'A proposal about this label is waiting already' },
  RELABEL_UNKNOWN: { status: 404, title: 'No proposal about this label is waiting' },
  REPORT_EMPTY: { status: 400, title: 'A report needs an indicator or a text in which one is found' },
  RECEIPT_INVALID: { status: 400, title: 'The receipt number is mistyped: its check digit does not fit' },
  RECEIPT_UNKNOWN: { status: 404, title: 'No report has this receipt number' },
  FRAUD_TYPE_UNKNOWN: { status: 400, title: 'The fraud type is not in the taxonomy' },
  ATTACHMENT_TYPE: { status: 415, title: 'This kind of file is not accepted as evidence' },
  ATTACHMENT_TOO_LARGE: { status: 413, title: 'The file is larger than the limit' },
  ATTACHMENT_UNREADABLE: { status: 400, title: 'The file could not be read' },
  ATTACHMENT_UNKNOWN: { status: 400, title: 'The attachment was never uploaded or has expired' },
  CONTACT_INVALID: { status: 400, title: 'The contact is neither a phone number nor an e-mail address' },
  REPORT_DECIDED: {
    status: 409,
    title: 'This report is already decided; another decision must be sent as a correction',
  },
  REJECTION_PENDING: { status: 409, title: 'To reject this report is proposed already' },
  REJECTION_UNKNOWN: { status: 404, title: 'No proposal to reject this report is waiting' },
  UNMASK_FIRST: { status: 403, title: 'This report must be opened for a purpose first' },
  UNMASK_LOCKED: { status: 403, title: 'Too many records were opened; the account is locked' },
  REPORT_UNDECIDED: { status: 409, title: 'This report has no earlier decision to correct' },
  EVIDENCE_UNKNOWN: { status: 404, title: 'This report has no such file' },
  DISPUTE_UNKNOWN: { status: 404, title: 'No dispute has this number' },
  DISPUTE_DECIDED: { status: 409, title: 'This dispute is already decided' },
  LOG_RANGE_INVALID: { status: 400, title: 'The sizes of the two trees do not go together' },
  RPZ_KEY_TAKEN: { status: 409, title: 'A resolver’s key with this name exists or existed' },
  FEED_CURSOR_INVALID: { status: 400, title: 'This is no cursor of this hub’s feed' },
  FEED_COMPACTED: {
    status: 410,
    title: 'The feed no longer reaches back so far; take the lists, then the feed',
  },
  PAGE_NOT_SENT: { status: 422, title: 'The page’s source is missing, and this hub does not fetch pages' },
  OUTBOUND_REFUSED: { status: 422, title: 'The hub does not call this address' },
  OUTBOUND_FAILED: { status: 502, title: 'The address did not answer as it should' },
  WEBHOOK_LIMIT: { status: 409, title: 'A member may register no more webhook endpoints than this' },
  WEBHOOK_UNKNOWN: { status: 404, title: 'There is no such webhook endpoint or letter' },
  SOURCE_UNKNOWN: { status: 404, title: 'There is no such source' },
  SOURCE_NAME_TAKEN: { status: 409, title: 'There is a source of this name' },
  SOURCE_BUSY: { status: 409, title: 'The source is being asked right now' },
  SOURCE_NOT_HELD: { status: 409, title: 'Nothing of this source is held' },
  SOURCE_UNFIT: { status: 502, title: 'The source answered with something else than what it should be' },
  RETRACTION_UNKNOWN: { status: 404, title: 'There is no such retraction' },
  CONFIRMATION_INVALID: {
    status: 400,
    title: 'The signature of the confirmation is missing or does not fit',
  },
  PIN_UNKNOWN: { status: 404, title: 'No person has fixed this verdict, so there is no pin to lift' },
  INDICATOR_UNKNOWN: { status: 404, title: 'The library holds nothing on this indicator' },
  IMPORT_FORMAT_UNKNOWN: { status: 400, title: 'This import format is not known' },
  IMPORT_OPTION_INVALID: { status: 400, title: 'An option of the import does not fit' },
  IMPORT_UNREADABLE: {
    status: 400,
    title: 'The packed list is damaged, cut short, or packed in a way not known here',
  },
  IMPORT_LINE_INVALID: { status: 400, title: 'The line does not fit the format of the list' },
  IMPORT_VERIFIED_OWNER: { status: 422, title: 'A list may not accuse a number or site of a verified owner' },
  IMPORT_SHARED_HOST: { status: 422, title: 'A list may not accuse a host that many owners share' },
  IMPORT_WELL_KNOWN: { status: 422, title: 'A list may not accuse a well-known site as a whole' },
  RETURN_INPUT_INVALID: { status: 400, title: 'The input of the return plan does not fit its form' },
  RETURN_AMOUNT_INVALID: {
    status: 400,
    title: 'An amount of the return plan is not a whole number of at least zero',
  },
  RETURN_CURRENCY_MIXED: { status: 422, title: 'A return plan is made in one currency' },
  RETURN_ACCOUNT_UNKNOWN: { status: 422, title: 'The statement of the frozen account is missing' },
  RETURN_ACCOUNT_REPEATED: { status: 422, title: 'Two statements are given for one account' },
  RETURN_TRANSFER_REPEATED: { status: 422, title: 'A transfer is booked more often than it can be' },
  RETURN_TRANSFER_AMOUNTS: { status: 422, title: 'A transfer has two amounts' },
  RETURN_TRANSFER_ONE_SIDED: {
    status: 422,
    title: 'A transfer between two accounts stands in the statement of only one of them',
  },
  RETURN_ORDER_IMPOSSIBLE: { status: 422, title: 'The transfers arrive before they can have left' },
  RETURN_BALANCE_NEGATIVE: { status: 422, title: 'A statement goes below zero' },
  RETURN_FROZEN_MISMATCH: {
    status: 422,
    title: 'The frozen amount is not the balance of the account at that time',
  },
  RETURN_CLAIM_REPEATED: { status: 422, title: 'A claim or one of its transfers is named twice' },
  RETURN_CLAIM_TRANSFER_UNKNOWN: {
    status: 422,
    title: 'A claim names a transfer that is no credit of a given statement',
  },
  ILLEGAL_TRANSITION: { status: 409, title: 'This step does not exist from the present state' },
  VERSION_CONFLICT: { status: 409, title: 'Somebody changed it in the meantime; look again' },
  KEY_REUSED: { status: 422, title: 'This idempotency key was used for something else' },
  COMMAND_INVALID: { status: 400, title: 'The command lacks something or brings what has no place in it' },
  OUT_OF_JURISDICTION: { status: 403, title: 'This belongs to another region or member' },
  ENTITY_UNKNOWN: { status: 404, title: 'There is no such report, case, order or appeal' },
  APPEAL_UNMATCHED: { status: 404, title: 'No measure stands against this account under this name' },
  MATTER_EXISTS: { status: 409, title: 'The same matter is being worked on already' },
  FOUR_EYES: { status: 403, title: 'Another person must do this than the one before' },
  REASON_MISSING: { status: 422, title: 'This step needs a reason' },
  FACT_UNKNOWN: { status: 409, title: 'Something that decides about this step is not known' },
  APPLICATION_INCOMPLETE: { status: 422, title: 'The application lacks something that the rules ask for' },
  REJECTED_PROTECTED_ACCOUNT: { status: 422, title: 'This account may not be stopped or frozen as a whole' },
  REJECTED_LIMIT: { status: 409, title: 'The rules allow no further time' },
  EMERGENCY_NOT_ALLOWED: { status: 403, title: 'This may not be issued by one person alone' },
  STATUS_UNKNOWN: { status: 409, title: 'Whether it was carried out must be asked first' },
  FREEZE_NOT_ACTIVE: { status: 409, title: 'No freeze is active on this account' },
  SUPERVISOR_NEEDED: { status: 403, title: 'A supervisor must do this' },
  LEVEL_TOO_LOW: { status: 403, title: 'An organ of a higher level must do this' },
  REPORT_NOT_TRUE: { status: 409, title: 'The report was not found true' },
  FEEDBACK_MISSING: { status: 409, title: 'What was learned has not been fed back yet' },
  STILL_OPEN: { status: 409, title: 'Something that belongs to it is still open' },
  CASE_NOT_FILED: { status: 409, title: 'The case is not filed' },
  ALREADY_ORDERED: { status: 409, title: 'The same was ordered already' },
  SUM_MISMATCH: { status: 422, title: 'The amounts do not add up' },
  DISPUTED: { status: 409, title: 'This is disputed; it needs the way with announcement' },
  FREEZE_TOO_SHORT: { status: 409, title: 'The freeze would end before this is done; renew it first' },
  SPOOF_SUSPECTED: { status: 409, title: 'The number was probably forged and its owner honest' },
  SHARED_HOST: { status: 422, title: 'Many owners share this host; name the page' },
  EVIDENCE_CHANGED: { status: 409, title: 'The evidence is not what was registered' },
  QUIET_HOURS: { status: 409, title: 'Not at this hour' },
  TIER_LOWERED: { status: 409, title: 'This step only raises the tier' },
  NOT_ENABLED: { status: 409, title: 'The rules in force do not know this' },
  TOO_EARLY: { status: 409, title: 'The time for this step has not come yet' },
  TOO_LATE: { status: 409, title: 'The time for this step is over' },
  AMOUNT_INVALID: { status: 400, title: 'The amount is no whole number of minor units above zero' },
  CURRENCY_UNKNOWN: { status: 400, title: 'The rules know no such currency' },
  PAYEE_INVALID: { status: 400, title: 'The payee is no account, wallet or number of the kind given' },
  HOLDER_INVALID: { status: 400, title: 'The name or the number of the document cannot be right' },
  IDEMPOTENCY_MISMATCH: { status: 409, title: 'This idempotency key came before with another request' },
  CHECK_UNKNOWN: { status: 404, title: 'Your organisation has no such check' },
  LISTING_UNKNOWN: { status: 404, title: 'There is no such entry' },
  LISTING_STATE: { status: 409, title: 'The entry is not in a state in which this can be done' },
  LISTING_LEVEL: { status: 403, title: 'An office of a higher level must agree to this entry' },
  LINE_INVALID: { status: 400, title: 'The input line is not what the command reads' },
  SHIELD_FORMAT: { status: 400, title: 'This is not a shield list of a known format, or it is cut short' },
  SHIELD_SIGNATURE: { status: 400, title: 'The signature of the shield list does not fit its key' },
  SHIELD_TAMPERED: { status: 400, title: 'The content of the shield list is not what was signed' },
  SHIELD_OTHER_LIST: { status: 409, title: 'This is another shield list than the one asked for' },
  SHIELD_ROLLBACK: { status: 409, title: 'This version of the shield list is older than it may be' },
  SHIELD_OTHER_PARENT: { status: 409, title: 'This delta is for another version of the shield list' },
  SHIELD_NO_DELTA: { status: 410, title: 'No delta starts from this version any more; take the whole list' },
  SHIELD_PREFIX_TOO_SHORT: { status: 422, title: 'Too much begins with this prefix; ask with more bits' },
  SHIELD_ANSWER_UNFIT: { status: 502, title: 'The answer is not for the prefix that was asked for' },
  INTERNAL: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>

export type ErrorCode = keyof typeof errorCodes

/** An error with a code from the registry; `detail` is for the caller and never holds personal data. */
export class CodedError extends Error {
  readonly code: ErrorCode
  readonly retryAfterS: number | undefined
  /** The values of the request that do not fit, where several were sent and some of them are wrong. */
  readonly faults: readonly ValueFault[] | undefined

  constructor(
    code: ErrorCode,
    detail: string,
    options?: { cause?: unknown; retryAfterS?: number; faults?: readonly ValueFault[] },
  ) {
    super(detail, options)
    this.name = 'CodedError'
    this.code = code
    this.retryAfterS = options?.retryAfterS
    this.faults = options?.faults
  }
}

/** One value of a request's body that does not fit. */
export interface ValueFault {
  /** JSON Pointer to it in the body, as a URI fragment: `#/indicators/0/value`. */
  readonly pointer: string
  /** What is wrong, as a sentence that does not repeat the value. */
  readonly detail: string
}
