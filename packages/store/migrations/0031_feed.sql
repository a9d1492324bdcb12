-- The feed: everything members are told, in one order, made from the log and the listing's journal. Readers page it by
-- position; a webhook is a reader whose place the hub keeps. Retractions are signed, and confirmed by members.

-- One row: how far the feed is, and what of its sources is in it.
create table feed_head (
  singleton       boolean primary key default true check (singleton),
  -- Number of the last item; 0 before the first.
  position        bigint not null default 0 check (position >= 0),
  -- Items up to this one are no longer kept.
  compacted_to    bigint not null default 0 check (compacted_to between 0 and position),
  -- Last change of the listing's journal in the feed.
  listing_version bigint not null default 0 check (listing_version >= 0),
  -- Last event looked at for shares, and for decisions that take something back.
  share_seq       bigint not null default 0 check (share_seq >= 0),
  decision_seq    bigint not null default 0 check (decision_seq >= 0),
  at              timestamptz(3) not null default clock_timestamp()
);
insert into feed_head default values;

create table feed_items (
  -- 1, 2, 3 … without gaps. Readers see it enciphered: gaps would count what they may not read.
  position    bigint primary key check (position > 0),
  type        text not null check (type <> ''),
  event_seq   bigint,
  key         bigint,
  kind        smallint check (kind between 0 and 63),
  canonical   text,
  level       text,
  fraud_types text[] not null default '{}',
  cause       text,
  origin_id   uuid,
  tlp         text not null,
  pap         text not null,
  group_id    uuid,
  -- Whoever is not named as a recipient does not get it, whatever its labels say.
  addressed   boolean not null default false,
  -- Share or retraction it is about.
  object_id   uuid,
  -- What else the item says, as it is sent: a signed retraction.
  detail      json,
  at          timestamptz(3) not null,
  check ((key is null) = (kind is null) and (key is null) = (canonical is null))
);
create index feed_items_by_object on feed_items (object_id) where object_id is not null;
create index feed_items_by_age on feed_items (at);

create table feed_recipients (
  position     bigint not null references feed_items (position) on delete cascade,
  -- Organisation or person.
  recipient_id uuid not null,
  primary key (position, recipient_id)
);

-- Members that take the feed, so that it is known who has to confirm a retraction.
create table feed_members (
  organisation_id uuid primary key references organisations (id),
  first_seen_at   timestamptz(3) not null,
  last_seen_at    timestamptz(3) not null check (last_seen_at >= first_seen_at)
);

-- Organisations that agreed to be named on public pages.
create table public_names (
  organisation_id uuid primary key references organisations (id),
  agreed_by       text not null check (agreed_by <> ''),
  agreed_at       timestamptz(3) not null
);

-- Who had to confirm the retractions of one moment: kept once for all of them.
create table retraction_rounds (
  id         bigint generated always as identity primary key,
  at         timestamptz(3) not null,
  addressees uuid[] not null,
  -- Those of them that were connected.
  connected  uuid[] not null check (connected <@ addressees)
);

create table retractions (
  id         uuid primary key,
  key        bigint not null,
  kind       smallint not null check (kind between 0 and 63),
  canonical  text not null,
  reason     text not null check (reason in ('retracted', 'appeal-upheld', 'new-holder', 'decided', 'evidence-changed')),
  event_seq  bigint,
  -- When the decision was made, and when the retraction stood in the feed.
  since      timestamptz(3) not null,
  at         timestamptz(3) not null,
  round_id   bigint not null references retraction_rounds (id),
  -- Canonical JSON, and the hub's Ed25519 signature of exactly these bytes.
  statement  text not null,
  signature  bytea not null check (octet_length(signature) = 64),
  key_id     text not null,
  -- When the last connected member had confirmed, and the last of all.
  reached_at timestamptz(3),
  completed_at timestamptz(3) check (completed_at >= reached_at),
  reminders  smallint not null default 0 check (reminders >= 0),
  remind_at  timestamptz(3),
  check (completed_at is null or remind_at is null)
);
create unique index retractions_once on retractions (key, event_seq);
create index retractions_by_round on retractions (round_id);
create index retractions_to_remind on retractions (remind_at) where remind_at is not null;
create index retractions_open on retractions (at, id) where completed_at is null;
create trigger retractions_keep_their_row before delete on retractions for each row execute function refuse_change();

create table retraction_receipts (
  retraction_id   uuid not null references retractions (id),
  organisation_id uuid not null references organisations (id),
  confirmed_at    timestamptz(3) not null,
  -- As the log names actors.
  confirmed_by    text not null,
  -- The member's own signature (compact JWS), where its system has a key.
  jws             text,
  primary key (retraction_id, organisation_id)
);
create trigger retraction_receipts_append_only before update or delete on retraction_receipts
  for each row execute function refuse_change();

create table webhook_endpoints (
  id                 uuid primary key default gen_random_uuid(),
  organisation_id    uuid not null references organisations (id),
  url                text not null check (length(url) between 1 and 2000),
  -- It hands what it gets to the member's customers.
  passes_on          boolean not null,
  -- Secrets are derived from the hub's keys and these, not stored. The older one signs as well until it ends.
  salt               bytea not null check (octet_length(salt) = 16),
  old_salt           bytea check (octet_length(old_salt) = 16),
  old_salt_until     timestamptz(3),
  state              text not null default 'active' check (state in ('active', 'paused', 'removed')),
  -- Why it was paused, and since when: by its owner, or because nothing arrived for days.
  paused_reason      text check (paused_reason in ('owner', 'failing', 'gone')),
  paused_at          timestamptz(3),
  -- Everything up to here has arrived, or stands among the letters.
  position           bigint not null check (position >= 0),
  -- Attempts of the batch in hand that failed, when the first of them did, and when the next is due.
  failures           integer not null default 0 check (failures >= 0),
  failing_since      timestamptz(3),
  due_at             timestamptz(3) not null,
  last_error         text,
  last_delivered_at  timestamptz(3),
  -- The process that works on it holds it until then.
  leased_until       timestamptz(3),
  created_by         text not null,
  created_at         timestamptz(3) not null,
  check ((state = 'paused') = (paused_reason is not null)),
  check ((old_salt is null) = (old_salt_until is null))
);
create index webhook_endpoints_by_organisation on webhook_endpoints (organisation_id, created_at, id);
create index webhook_endpoints_due on webhook_endpoints (due_at) where state = 'active';

-- Single items that an endpoint refused while it took others: they wait here and hold back what is of the same
-- indicator. After the schedule they are dead until somebody has them sent again.
create table webhook_letters (
  endpoint_id uuid not null references webhook_endpoints (id),
  position    bigint not null check (position > 0),
  -- Of the item's indicator; null where it is about none.
  key         bigint,
  state       text not null check (state in ('waiting', 'dead')),
  attempts    integer not null check (attempts >= 0),
  due_at      timestamptz(3) not null,
  since       timestamptz(3) not null,
  last_error  text,
  primary key (endpoint_id, position)
);
create index webhook_letters_due on webhook_letters (due_at) where state = 'waiting';
create index webhook_letters_by_key on webhook_letters (endpoint_id, key, position) where state = 'waiting';
