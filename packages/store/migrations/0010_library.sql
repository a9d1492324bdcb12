-- The library: sources, indicators, the evidence about them, and the decisions of people.
-- Everything here is a projection of the event log, written in the same transaction as its event.
--
-- Indicators and evidence are written by the hundred thousand, and PostgreSQL checks a foreign key with a look-up and a
-- row lock for each of them: measured, half the time of a bulk import. Their references hold without one,
-- because the rows they point to can never go: sources, verdict states and indicators are only added.

create table sources (
  code        integer generated always as identity primary key,
  id          text not null unique check (length(id) between 1 and 128),
  tier        text not null check (tier in ('citizen', 'member', 'police', 'detector', 'feed')),
  name        text not null,
  licence     text,
  -- Beta(alpha, beta): outcomes seen so far; the mean is the source's reliability.
  alpha       double precision not null check (alpha > 0),
  beta        double precision not null check (beta > 0),
  -- The mean that the evidence of this source was last weighed with.
  reliability double precision not null check (reliability > 0 and reliability < 1)
);

-- A verdict state without its instants: entries of one feed share one row.
create table verdict_states (
  id       integer generated always as identity primary key,
  sha256   bytea not null unique check (length(sha256) = 32),
  relative json not null
);

create table indicators (
  -- First 64 bits of SHA-256(kind ':' canonical), as signed bigint.
  key       bigint primary key,
  kind      smallint not null check (kind between 0 and 63),
  canonical text not null check (length(canonical) between 1 and 4096),
  -- A row of verdict_states.
  state_id  integer,
  ref_at    bigint not null default 0
);

create table evidence (
  -- Rows of indicators and sources.
  indicator_key bigint not null,
  source_code   integer not null,
  -- Which statement of the source: the report's id, or 0 for a list that says each thing once.
  statement     bigint not null,
  reliability   double precision not null,
  reporter      text,
  origin        text,
  device        text,
  text          text,
  fraud_type    text,
  count         integer not null check (count > 0),
  first_at      bigint not null,
  last_at       bigint not null check (last_at >= first_at),
  echo          boolean not null default false,
  retracted     boolean not null default false,
  primary key (indicator_key, source_code, statement)
);
create index evidence_by_source on evidence (source_code, indicator_key);

create trigger sources_keep_their_code before delete or update of code on sources for each row execute function refuse_change();
create trigger sources_no_truncate before truncate on sources for each statement execute function refuse_change();
create trigger verdict_states_append_only before update or delete on verdict_states for each row execute function refuse_change();
create trigger verdict_states_no_truncate before truncate on verdict_states for each statement execute function refuse_change();
create trigger indicators_keep_their_key before delete or update of key on indicators for each row execute function refuse_change();
create trigger indicators_no_truncate before truncate on indicators for each statement execute function refuse_change();

create table identities (
  id       text primary key,
  name_zh  text not null,
  name_en  text not null,
  category text not null,
  spoofed  boolean not null,
  -- Whether everything below its domains is the owner's own.
  covers_subdomains boolean not null
);

-- What people decided about one indicator; automation never writes here.
create table indicator_decisions (
  indicator_key bigint primary key references indicators (key),
  pin           json,
  identity_id   text references identities (id),
  tenure_from   bigint,
  dispute       json,
  retracted_at  bigint
);
create index indicator_decisions_by_identity on indicator_decisions (identity_id) where identity_id is not null;

-- One-off secrets of this hub that live with the data: only digests.
create table administrator_keys (
  sha256     bytea primary key check (length(sha256) = 32),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
