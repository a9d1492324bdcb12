-- Members: organisations, their people, roles, keys and systems. Names and mail addresses of people are sealed
-- (AES-256-GCM) with a blind index beside them; secrets that are only compared are kept as digests.

create table organisations (
  id         uuid primary key default gen_random_uuid(),
  parent_id  uuid references organisations (id),
  name_zh    text not null check (length(name_zh) between 1 and 200),
  name_en    text not null check (length(name_en) between 1 and 200),
  kind       text not null check (kind in ('police', 'operator', 'bank', 'payment-network', 'vendor', 'platform',
                                           'certificate-authority', 'media', 'auditor', 'hub-operator')),
  level      text check (level in ('ministry', 'province', 'city', 'county')),
  -- A path such as cn/44/03; the empty one is everywhere.
  region     text not null check (region ~ '^([a-z]{2}(/[0-9a-z]{1,12}){0,5})?$'),
  state      text not null default 'active' check (state in ('active', 'suspended', 'left')),
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  check (parent_id <> id),
  check (kind <> 'police' or level is not null)
);
create index organisations_by_parent on organisations (parent_id) where parent_id is not null;
create trigger organisations_keep_their_row before delete on organisations for each row execute function refuse_change();

-- Whoever left comes back as a new organisation: what was shared with the old one stays in its ledger.
create function refuse_return() returns trigger language plpgsql as $$
begin
  raise exception 'what has left does not come back' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger organisations_stay_left before update of state on organisations for each row
  when (old.state = 'left' and new.state <> 'left') execute function refuse_return();

create table people (
  id              uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations (id),
  -- HMAC of the mail address by which the person signs in.
  email_index     bytea not null unique,
  email           bytea not null,
  name            bytea not null,
  state           text not null default 'active' check (state in ('active', 'suspended', 'left')),
  -- argon2id, PHC string.
  password_hash   text not null,
  -- Sealed seed of RFC 6238; the step last used, so that no code is taken twice.
  totp_seed       bytea,
  totp_last_step  bigint not null default 0,
  created_at      timestamptz(3) not null
);
create index people_by_organisation on people (organisation_id, created_at, id);
create trigger people_keep_their_row before delete on people for each row execute function refuse_change();
create trigger people_stay_left before update of state on people for each row
  when (old.state = 'left' and new.state <> 'left') execute function refuse_return();

create table passkeys (
  -- Credential id of WebAuthn.
  id           text primary key check (length(id) between 1 and 1400),
  person_id    uuid not null references people (id),
  public_key   bytea not null,
  sign_count   bigint not null check (sign_count >= 0),
  transports   text[] not null,
  created_at   timestamptz(3) not null,
  last_used_at timestamptz(3)
);
create index passkeys_by_person on passkeys (person_id);

create table recovery_codes (
  person_id uuid not null references people (id),
  sha256    bytea not null check (length(sha256) = 32),
  used_at   timestamptz(3),
  primary key (person_id, sha256)
);

-- One-off questions to an authenticator, and half-finished enrolments; swept once they have expired.
create table sign_in_challenges (
  sha256     bytea primary key check (length(sha256) = 32),
  person_id  uuid references people (id),
  purpose    text not null check (purpose in ('register-passkey', 'sign-in-passkey')),
  challenge  text not null,
  expires_at timestamptz(3) not null
);
create index sign_in_challenges_by_expiry on sign_in_challenges (expires_at);

-- A role somebody holds, from the moment a second administrator approved it.
create table grants (
  id             uuid primary key default gen_random_uuid(),
  person_id      uuid not null references people (id),
  role           text not null check (role <> ''),
  state          text not null check (state in ('proposed', 'active', 'refused', 'withdrawn')),
  -- Actors as the log names them.
  proposed_by    text not null,
  proposed_at    timestamptz(3) not null,
  decided_by     text,
  decided_at     timestamptz(3),
  -- The first administrators have nobody yet who could approve them.
  is_first       boolean not null default false,
  check ((state = 'proposed') = (decided_at is null)),
  check (is_first or decided_by is null or state = 'withdrawn' or decided_by <> proposed_by),
  check (decided_by is null or state = 'withdrawn' or decided_by <> 'person:' || person_id::text),
  check (proposed_by <> 'person:' || person_id::text)
);
create unique index grants_once on grants (person_id, role) where state in ('proposed', 'active');
create index grants_by_state on grants (state, proposed_at, id);

create table invitations (
  id              uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations (id),
  token_sha256    bytea not null unique check (length(token_sha256) = 32),
  email_index     bytea not null,
  email           bytea not null,
  roles           text[] not null,
  invited_by      text not null,
  invited_at      timestamptz(3) not null,
  expires_at      timestamptz(3) not null,
  accepted_at     timestamptz(3),
  person_id       uuid references people (id),
  withdrawn_at    timestamptz(3),
  check ((accepted_at is null) = (person_id is null)),
  check (accepted_at is null or withdrawn_at is null)
);
create index invitations_by_organisation on invitations (organisation_id, invited_at, id);

create table sessions (
  sha256        bytea primary key check (length(sha256) = 32),
  -- What a person's list of sessions names it by; says nothing about the cookie.
  id            uuid not null unique default gen_random_uuid(),
  person_id     uuid not null references people (id),
  -- How the second factor was given.
  method        text not null check (method in ('totp', 'passkey', 'recovery-code')),
  -- Pseudonym of the network it was opened from.
  network       text not null,
  opened_at     timestamptz(3) not null,
  last_seen_at  timestamptz(3) not null,
  expires_at    timestamptz(3) not null,
  ended_at      timestamptz(3)
);
create index sessions_by_person on sessions (person_id, opened_at) where ended_at is null;
create index sessions_by_expiry on sessions (expires_at);

-- Failed attempts to sign in, by account or by network, in the running window.
create table sign_in_failures (
  subject    text primary key check (subject <> ''),
  failures   integer not null check (failures > 0),
  expires_at timestamptz(3) not null
);
create index sign_in_failures_by_expiry on sign_in_failures (expires_at);

create table api_clients (
  id              uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations (id),
  name            text not null check (length(name) between 1 and 100),
  scopes          text[] not null check (cardinality(scopes) > 0),
  -- It hands what it gets to the member's customers.
  passes_on       boolean not null,
  -- Public keys (JWK) for private_key_jwt.
  jwks            jsonb,
  created_by      text not null,
  created_at      timestamptz(3) not null,
  last_used_at    timestamptz(3),
  revoked_at      timestamptz(3)
);
create index api_clients_by_organisation on api_clients (organisation_id, created_at, id);

create table api_keys (
  sha256     bytea primary key check (length(sha256) = 32),
  client_id  uuid not null references api_clients (id),
  created_at timestamptz(3) not null,
  -- A rotated key goes on for a while, until its systems have the new one.
  expires_at timestamptz(3)
);
create index api_keys_by_client on api_keys (client_id);

-- Short-lived tokens of OAuth clients.
create table access_tokens (
  sha256     bytea primary key check (length(sha256) = 32),
  client_id  uuid not null references api_clients (id),
  scopes     text[] not null,
  expires_at timestamptz(3) not null
);
create index access_tokens_by_expiry on access_tokens (expires_at);

-- Client assertions already used (RFC 7523 jti).
create table used_assertions (
  client_id  uuid not null references api_clients (id),
  jti        text not null,
  expires_at timestamptz(3) not null,
  primary key (client_id, jti)
);
create index used_assertions_by_expiry on used_assertions (expires_at);

create table sharing_groups (
  id         uuid primary key default gen_random_uuid(),
  owner_id   uuid not null references organisations (id),
  name       text not null check (length(name) between 1 and 100),
  created_at timestamptz(3) not null,
  ended_at   timestamptz(3)
);
create index sharing_groups_by_owner on sharing_groups (owner_id, created_at, id);

create table sharing_group_members (
  group_id        uuid not null references sharing_groups (id),
  organisation_id uuid not null references organisations (id),
  added_at        timestamptz(3) not null,
  primary key (group_id, organisation_id)
);
create index sharing_group_members_by_organisation on sharing_group_members (organisation_id);
