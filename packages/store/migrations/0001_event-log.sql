-- The event log: what happened, in one order, hash-chained. See docs/event-log.md.

create table events (
  id bigint generated always as identity primary key,
  -- Position in the log, 1, 2, 3 … without gaps; null until the sequencer has numbered the committed event.
  seq bigint unique check (seq > 0),
  at timestamptz(3) not null default clock_timestamp(),
  type text not null check (type <> ''),
  actor text not null check (actor <> ''),
  subject text,
  -- json, not jsonb: the exact canonical text that is hashed.
  payload json not null,
  -- [{"mediaType","name","sha256","size"}], the bytes are in event_attachments.
  attachments json not null default '[]',
  leaf_hash bytea check (octet_length(leaf_hash) = 32),
  chain_hash bytea check (octet_length(chain_hash) = 32),
  check ((seq is null) = (leaf_hash is null) and (seq is null) = (chain_hash is null))
);

-- The sequencer's queue.
create index events_unnumbered on events (id) where seq is null;
create index events_subject on events (subject, seq) where subject is not null;

-- Bulk data of events, by the SHA-256 of the bytes before compression (Zstandard).
create table event_attachments (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  media_type text not null,
  size bigint not null check (size >= 0),
  bytes bytea not null
);
-- Compressed already.
alter table event_attachments alter column bytes set storage external;

-- Roots of complete subtrees of the Merkle tree: node_index counts the subtrees of 2^level leaves from the left.
-- Level 0 is events.leaf_hash.
create table tree_nodes (
  level smallint not null check (level > 0),
  node_index bigint not null check (node_index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, node_index)
);

create table log_keys (
  key_id text primary key,
  public_key bytea not null unique check (octet_length(public_key) = 32),
  at timestamptz(3) not null default clock_timestamp()
);

create table tree_heads (
  size bigint primary key check (size > 0),
  root_hash bytea not null check (octet_length(root_hash) = 32),
  at timestamptz(3) not null,
  key_id text not null references log_keys,
  signature bytea not null check (octet_length(signature) = 64)
);

create table event_cursors (
  name text primary key,
  seq bigint not null check (seq >= 0),
  at timestamptz not null default now()
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'integrity_constraint_violation';
end
$$;

-- The one change an event ever sees is that the sequencer numbers it.
create function refuse_event_change() returns trigger language plpgsql as $$
begin
  if old.seq is null and new.seq is not null
    and new.id = old.id and new.at = old.at and new.type = old.type and new.actor = old.actor
    and new.subject is not distinct from old.subject
    and new.payload::text = old.payload::text and new.attachments::text = old.attachments::text
  then
    return new;
  end if;
  raise exception 'events is append-only: update refused' using errcode = 'integrity_constraint_violation';
end
$$;

create trigger events_no_update before update on events for each row execute function refuse_event_change();
create trigger events_no_delete before delete on events for each row execute function refuse_change();
create trigger events_no_truncate before truncate on events for each statement execute function refuse_change();
create trigger event_attachments_append_only before update or delete on event_attachments for each row execute function refuse_change();
create trigger event_attachments_no_truncate before truncate on event_attachments for each statement execute function refuse_change();
create trigger tree_nodes_append_only before update or delete on tree_nodes for each row execute function refuse_change();
create trigger tree_nodes_no_truncate before truncate on tree_nodes for each statement execute function refuse_change();
create trigger tree_heads_append_only before update or delete on tree_heads for each row execute function refuse_change();
create trigger tree_heads_no_truncate before truncate on tree_heads for each statement execute function refuse_change();
create trigger log_keys_append_only before update or delete on log_keys for each row execute function refuse_change();
create trigger log_keys_no_truncate before truncate on log_keys for each statement execute function refuse_change();

-- A writer that numbers its own event would break the chain: only the sequencer does, afterwards.
create function refuse_numbered_insert() returns trigger language plpgsql as $$
begin
  if new.seq is not null then
    raise exception 'events are numbered by the sequencer' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
create trigger events_unnumbered_insert before insert on events for each row execute function refuse_numbered_insert();
