-- What the members' console needs beside the library: who opened personal data, and what waits for a second person.

-- Each act of opening masked personal data, for its limits; the event log holds the same for ever.
create table unmaskings (
  id         uuid primary key default gen_random_uuid(),
  person_id  uuid not null references people (id),
  record     text not null check (record in ('report', 'dispute')),
  record_id  bigint not null,
  purpose    text not null check (purpose <> ''),
  at         timestamptz(3) not null,
  -- Until then the same record may be shown again, files included.
  expires_at timestamptz(3) not null check (expires_at > at)
);
create index unmaskings_by_person on unmaskings (person_id, at);

-- Somebody opened more than the limits allow and was locked out; their supervisors see it until one has looked.
create table unmasking_alerts (
  id              uuid primary key default gen_random_uuid(),
  person_id       uuid not null references people (id),
  organisation_id uuid not null references organisations (id),
  span            text not null check (span in ('hour', 'day')),
  at              timestamptz(3) not null,
  seen_by         text,
  seen_at         timestamptz(3),
  check ((seen_by is null) = (seen_at is null))
);
create index unmasking_alerts_open on unmasking_alerts (organisation_id, at) where seen_at is null;

-- An officer finds a report untrue; it is rejected when a supervisor, somebody else, agrees.
create table report_rejections (
  id          uuid primary key default gen_random_uuid(),
  report_id   bigint not null references reports (id),
  -- Actors as the log names them.
  proposed_by text not null,
  proposed_at timestamptz(3) not null,
  reason      text not null check (length(reason) between 1 and 2000),
  state       text not null default 'waiting' check (state in ('waiting', 'agreed', 'refused', 'withdrawn')),
  decided_by  text,
  decided_at  timestamptz(3),
  check ((state = 'waiting') = (decided_at is null)),
  check (state = 'withdrawn' or decided_by is null or decided_by <> proposed_by)
);
create unique index report_rejections_waiting on report_rejections (report_id) where state = 'waiting';

-- The queues of the triage desk: reports of one status, those with a loss first.
create index reports_by_status on reports (status, (loss_currency is null), id);
-- Copies of one text; lists say nothing here, so their rows are not in it.
create index evidence_by_text on evidence (text) where text is not null;
