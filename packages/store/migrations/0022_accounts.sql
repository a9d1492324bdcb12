-- What people do about their own accounts, links for new passwords, who did what, and where a report belongs.

-- A name for a passkey that fits into an address; credential ids may have 1,400 characters.
alter table passkeys add column handle uuid not null unique default gen_random_uuid();

alter table sign_in_challenges drop constraint sign_in_challenges_purpose_check;
alter table sign_in_challenges add check (purpose in ('register-passkey', 'sign-in-passkey', 'prove-passkey'));

alter table people add column password_set_at timestamptz(3);

-- One-time links by which somebody gets a new password, and where both factors are lost, new factors.
create table account_resets (
  id           uuid primary key default gen_random_uuid(),
  person_id    uuid not null references people (id),
  -- `password` leaves the second factor as it is, and using the link asks for it.
  scope        text not null check (scope in ('password', 'everything')),
  -- Whoever could take the account over with the link does not get it alone.
  needs_second boolean not null,
  state        text not null check (state in ('proposed', 'open', 'used', 'refused', 'withdrawn')),
  reason       text not null check (length(reason) between 1 and 500),
  issued_by    text not null,
  issued_at    timestamptz(3) not null,
  decided_by   text,
  decided_at   timestamptz(3),
  token_sha256 bytea unique check (length(token_sha256) = 32),
  expires_at   timestamptz(3) not null,
  check (scope = 'password' or needs_second),
  check (not needs_second or state not in ('open', 'used') or decided_by is not null),
  check (decided_by is null or state = 'withdrawn' or decided_by <> issued_by),
  check (issued_by <> 'person:' || person_id::text),
  check (decided_by is null or state = 'withdrawn' or decided_by <> 'person:' || person_id::text),
  check ((decided_by is null) = (decided_at is null)),
  check (state not in ('open', 'used') or token_sha256 is not null)
);
-- A new one takes the place of the former.
create unique index account_resets_once on account_resets (person_id) where state in ('proposed', 'open');
create index account_resets_by_person on account_resets (person_id, issued_at, id);

-- Who did what: acts of members are few beside what the public and importers cause.
create index events_by_member on events (actor, seq)
  where seq is not null and (actor like 'person:%' or actor like 'client:%');

-- Where it happened, and which member filed it; null where nobody said, and for what the public filed.
alter table reports
  add column region text check (region ~ '^([a-z]{2}(/[0-9a-z]{1,12}){0,5})?$'),
  add column filed_by text check (filed_by ~ '^(person|client):'),
  add column organisation_id uuid references organisations (id),
  add check ((filed_by is null) = (organisation_id is null));
create index reports_by_region on reports (region text_pattern_ops, status, id);
create index reports_by_organisation on reports (organisation_id, id) where organisation_id is not null;
