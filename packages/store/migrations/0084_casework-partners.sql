-- By which codes banks name each other in answers: CNAPS numbers and BICs of members, so that the next order finds its
-- bank. Set by the hub's operator: whoever could claim a code would be sent another bank's orders.
create table casework_partner_codes (
  code            text primary key check (code ~ '^[0-9A-Z]{4,20}$'),
  organisation_id uuid not null references organisations (id),
  set_by          text not null,
  set_at          timestamptz(3) not null
);
create index casework_partner_codes_by_organisation on casework_partner_codes (organisation_id);

-- Reports of one reporter, by pseudonym.
create index casework_by_reporter on casework_entities ((facts ->> 'reporterKey'), created_at)
  where kind = 'report' and facts ? 'reporterKey';

-- Next accounts that a bank named in its answer, as orders that could be given: a model or an answer proposes, an
-- officer decides. In the order in which money can still be saved.
create table casework_proposals (
  id          uuid primary key,
  -- The order whose answer named it.
  order_id    uuid not null references casework_entities (id),
  -- Null when the bank is no member: somebody has to telephone.
  partner_id  uuid references organisations (id),
  -- Serial of the transfer: the same edge is proposed once.
  edge        text not null,
  tier        smallint not null check (tier between 2 and 100),
  rank        smallint not null check (rank >= 0),
  -- Upper bound of the victim's money in this transfer.
  taint_fen   bigint not null check (taint_fen > 0),
  -- Account, holder, time: sealed.
  sealed      bytea not null,
  -- Why no order is proposed for it, where none is.
  obstacle    text check (obstacle in ('NOT_A_MEMBER', 'NOT_AN_ACCOUNT', 'PROTECTED', 'TOO_SMALL', 'TOO_DEEP', 'TOO_MANY', 'SECURED')),
  made_at     timestamptz(3) not null,
  child_id    uuid references casework_entities (id),
  dismissed_at timestamptz(3),
  unique (order_id, edge)
);
create index casework_proposals_open on casework_proposals (order_id, rank)
  where child_id is null and dismissed_at is null;
create index casework_proposals_by_child on casework_proposals (child_id) where child_id is not null;

-- Receipts of reports and appeals: whoever holds one may read where it stands. The number itself is a bearer secret and is
-- never stored.
create table casework_receipts (
  receipt_index bytea primary key check (octet_length(receipt_index) = 32),
  entity_id     uuid not null references casework_entities (id)
);
