-- Signed lists for phones and gateways, by name and version, and the deltas between them. Derived from the listing and
-- from what people and owners vouch for; made by one process, read by all.

create table shield_lists (
  name             text not null check (name ~ '^[a-z0-9./-]{1,64}$'),
  -- 1, 2, 3 … without gaps: the spacing of deltas rests on it.
  version          bigint not null check (version > 0),
  -- State of what it was made from; equal means that nothing has to be made anew.
  source           text not null,
  -- Version with which its salt came into use, and when.
  epoch_version    bigint not null check (epoch_version between 1 and version),
  epoch_started_at timestamptz(3) not null,
  created_at       timestamptz(3) not null,
  valid_until      timestamptz(3) not null check (valid_until > created_at),
  entries          integer not null check (entries >= 0),
  bytes            integer not null check (bytes > 0),
  sha256           bytea not null check (octet_length(sha256) = 32),
  -- Null once neither readers nor deltas to come need it.
  file             bytea check (octet_length(file) = bytes),
  primary key (name, version)
);
-- Rice codes do not compress; trying costs seconds.
alter table shield_lists alter column file set storage external;

create table shield_deltas (
  name         text not null,
  from_version bigint not null,
  to_version   bigint not null check (to_version > from_version),
  created_at   timestamptz(3) not null,
  file         bytea not null,
  primary key (name, from_version, to_version),
  foreign key (name, to_version) references shield_lists (name, version)
);
alter table shield_deltas alter column file set storage external;
