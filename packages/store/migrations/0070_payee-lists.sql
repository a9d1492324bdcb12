-- Whom people of the police have put on the lists that payments and account openings are checked against. One person
-- proposes, another agrees; an entry ends by itself, and one person takes it off. What it names is sealed: it is found
-- by its keyed digest alone, which every process holds in memory.
create table payee_listings (
  id            uuid primary key,
  list          text not null check (list in ('INVOLVED', 'SUSPICIOUS', 'SANCTIONED')),
  -- An account, wallet or alias, or a person by document and name together: a name alone never blocks anybody.
  subject_kind  text not null check (subject_kind in ('account', 'payment', 'wallet', 'phone', 'holder')),
  -- Keyed digest of the kind and the canonical value.
  digest        bytea not null check (length(digest) = 32),
  -- The value itself, sealed for this row.
  sealed        bytea not null,
  -- As masked as everybody of the police sees it.
  shown         text not null,
  -- Of persons: who must have identified them, and for how long.
  sanction_class text check (sanction_class in ('administrative', 'criminal', 'organiser')),
  reason        text not null check (length(reason) between 1 and 1000),
  -- The decision document of the case; never its facts.
  reference     text not null check (length(reference) between 1 and 100),
  rule_set      text not null,
  -- Of the proposing organisation, where the entry lies.
  origin_id     uuid not null references organisations (id),
  region        text not null,
  state         text not null check (state in ('proposed', 'active', 'refused', 'withdrawn', 'lifted')),
  proposed_by   text not null,
  proposed_at   timestamptz(3) not null,
  decided_by    text,
  decided_at    timestamptz(3),
  expires_at    timestamptz(3) not null,
  lifted_by     text,
  lifted_at     timestamptz(3),
  lift_reason   text check (length(lift_reason) between 1 and 1000),
  check (expires_at > proposed_at),
  check ((state = 'proposed') = (decided_at is null)),
  check ((decided_by is null) = (decided_at is null)),
  -- Four eyes, whatever the code above does.
  check (state not in ('active', 'lifted', 'refused') or decided_by <> proposed_by),
  check ((state = 'lifted') = (lifted_at is not null)),
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null)),
  check (sanction_class is null or list = 'SANCTIONED'),
  check (subject_kind <> 'holder' or sanction_class is not null)
);
create index payee_listings_by_time on payee_listings (proposed_at desc, id desc);
create unique index payee_listings_one_open on payee_listings (list, digest) where state in ('proposed', 'active');
create trigger payee_listings_keep_their_words
  before delete or update of id, list, subject_kind, digest, sealed, shown, sanction_class, reason, reference, rule_set,
    origin_id, region, proposed_by, proposed_at, expires_at on payee_listings
  for each row execute function refuse_change();
