-- Pages that members submitted, and the campaigns they fall into. No content is kept: what a page was told apart by, and
-- what was found.

-- Sites made from one kit.
create table campaigns (
  id           uuid primary key default gen_random_uuid(),
  opened_at    timestamptz(3) not null,
  -- When a person had confirmed one of its sites, and which. Never undone: what was one kit stays one kit; each site's
  -- verdict is corrected by itself.
  confirmed_at timestamptz(3),
  confirmed_host text,
  check ((confirmed_at is null) = (confirmed_host is null))
);

create table pages (
  id          uuid primary key default gen_random_uuid(),
  origin_id   uuid not null references organisations (id),
  given_by    text not null,
  tlp         text not null check (tlp in ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT')),
  -- Without query and fragment, and without what in the path may name a person.
  url         text not null check (length(url) between 1 and 2048),
  host        text not null check (length(host) between 1 and 255),
  -- Whose site it is: the registrable domain, or the name below a platform on which everybody publishes.
  site        text not null check (length(site) between 1 and 255),
  -- The indicator that findings about the page are findings about.
  kind        text not null check (kind in ('domain', 'url', 'ip')),
  canonical   text not null check (length(canonical) between 1 and 4096),
  first_at    timestamptz(3) not null,
  last_at     timestamptz(3) not null check (last_at >= first_at),
  -- How often it was submitted.
  count       integer not null default 1 check (count > 0),
  -- By the page alone.
  level       text not null check (level in ('safe', 'unknown', 'suspicious', 'high')),
  score       real not null check (score between 0 and 1),
  fraud_type  text,
  -- Codes of signs with their values, masked.
  signs       json not null,
  -- Whether the hub fetched it itself.
  fetched     boolean not null,
  -- Verified owner of the site, where it has one; icons of such pages are known as theirs.
  owner_id    text,
  owner_zh    text,
  owner_en    text,
  icon_sha256 bytea check (length(icon_sha256) = 32),
  check ((owner_id is null) = (owner_zh is null) and (owner_id is null) = (owner_en is null)),
  skeleton    text not null,
  simhash     text not null check (simhash ~ '^[0-9a-f]{16}$'),
  elements    integer not null,
  runs        integer not null,
  marks       text[] not null check (cardinality(marks) <= 64),
  campaign_id uuid references campaigns (id)
);
-- One page of one member is one row, however often it is sent.
create unique index pages_once on pages (origin_id, md5(url));
create index pages_by_mark on pages using gin (marks);
create index pages_by_campaign on pages (campaign_id, last_at desc) where campaign_id is not null;
create index pages_by_host on pages (host, last_at desc);
create index pages_by_indicator on pages (canonical) where campaign_id is not null;
create index pages_by_icon on pages (icon_sha256) where owner_id is not null and icon_sha256 is not null;
create index pages_by_age on pages (last_at);
