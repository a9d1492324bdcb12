-- Reports, their files, their receipts and disputes. Personal data is sealed (AES-256-GCM) before it comes here.

create table reports (
  id              bigint generated always as identity primary key,
  -- HMAC of the receipt number: the number itself is a bearer secret and is never stored.
  receipt_index   bytea not null unique,
  -- HMAC of what was said, by whom: a second submission of the same report finds the first.
  fingerprint     bytea not null unique,
  status          text not null default 'received' check (status in ('received', 'reviewing', 'confirmed', 'rejected')),
  fraud_type      text,
  occurred_at     timestamptz,
  loss_fen        bigint check (loss_fen >= 0),
  loss_currency   text check (length(loss_currency) = 3),
  loss_at         timestamptz,
  narrative       bytea,
  contact         bytea,
  contact_index   bytea,
  locale          text,
  reported_at     timestamptz not null
);
create index reports_by_time on reports (reported_at, id);

create table report_indicators (
  report_id       bigint not null references reports (id),
  indicator_key   bigint not null references indicators (key),
  position        smallint not null,
  level_at_report text not null,
  primary key (report_id, indicator_key)
);
create index report_indicators_by_indicator on report_indicators (indicator_key);

create table attachments (
  sha256           bytea primary key check (length(sha256) = 32),
  media_type       text not null,
  bytes            integer not null check (bytes > 0),
  metadata_removed boolean not null,
  uploaded_at      timestamptz not null
);

create table report_attachments (
  report_id bigint not null references reports (id),
  sha256    bytea not null references attachments (sha256),
  primary key (report_id, sha256)
);

create table report_history (
  id        bigint generated always as identity primary key,
  report_id bigint not null references reports (id),
  at        timestamptz not null,
  code      text not null
);
create index report_history_by_report on report_history (report_id, id);

create table disputes (
  id             bigint generated always as identity primary key,
  receipt_index  bytea not null unique,
  fingerprint    bytea not null unique,
  indicator_key  bigint not null references indicators (key),
  statement      bytea not null,
  contact        bytea,
  state          text not null default 'open' check (state in ('open', 'upheld', 'rejected')),
  opened_at      timestamptz not null,
  decided_at     timestamptz,
  explanation    text,
  check ((state = 'open') = (decided_at is null))
);
create index disputes_open on disputes (opened_at, id) where state = 'open';

-- Proofs of work already used; rows are swept once they have expired.
create table spent_challenges (
  id         text primary key,
  expires_at timestamptz not null
);
create index spent_challenges_by_expiry on spent_challenges (expires_at);

-- Track record of returning reporters, by pseudonym: a good one weighs more, a bad one less.
create table reporters (
  pseudonym text primary key,
  alpha     double precision not null check (alpha >= 0),
  beta      double precision not null check (beta >= 0)
);
