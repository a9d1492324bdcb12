-- What goes to partners: written with the change that asks for it, sent by whichever process is first, sent again until
-- it is acknowledged. Signed only when it is sent, because a signed message lives for minutes.

create table casework_messages (
  id              uuid primary key,
  entity_id       uuid not null references casework_entities (id),
  partner_id      uuid not null references organisations (id),
  -- `stop.request` and so on.
  type            text not null check (type <> ''),
  -- Names the act for ever: what is sent again bears it again.
  serial          text not null unique check (serial ~ '^[0-9A-Za-z]{16,52}$'),
  -- The body, sealed.
  sealed          bytea not null,
  made_at         timestamptz(3) not null,
  -- When it is to be sent next; null when nothing is to be sent: acknowledged, over, or waiting to be asked for.
  due_at          timestamptz(3),
  leased_until    timestamptz(3),
  attempts        integer not null default 0 check (attempts >= 0),
  last_error      text,
  delivered_at    timestamptz(3),
  acked_at        timestamptz(3),
  answered_at     timestamptz(3)
);
create index casework_messages_due on casework_messages (due_at, id) where due_at is not null;
create index casework_messages_waiting on casework_messages (partner_id, made_at, id)
  where acked_at is null and answered_at is null;
create index casework_messages_by_entity on casework_messages (entity_id, made_at);

-- Messages of partners, by their serial: the same one again is the same answer, another under its serial is none.
create table casework_answers (
  partner_id  uuid not null references organisations (id),
  serial      text not null,
  -- SHA-256 of type and body.
  digest      bytea not null check (octet_length(digest) = 32),
  message_id  uuid references casework_messages (id),
  type        text not null,
  outcome     text not null check (outcome in ('TAKEN', 'LATE', 'CONTRADICTS')),
  -- The signed message as it came: what the partner can be held to.
  sealed      bytea not null,
  at          timestamptz(3) not null,
  primary key (partner_id, serial)
);
create index casework_answers_by_message on casework_answers (message_id) where message_id is not null;
create trigger casework_answers_append_only before update or delete on casework_answers
  for each row execute function refuse_change();

-- Where a partner has orders sent to. One: an order is carried out once.
create table casework_order_endpoints (
  organisation_id uuid primary key references organisations (id),
  url             text not null check (length(url) between 1 and 2000),
  -- The secret is derived from the hub's key and this.
  salt            bytea not null check (octet_length(salt) = 16),
  set_by          text not null,
  set_at          timestamptz(3) not null
);
