-- The fraud type that a checker gave a report on confirming it; fraud_type stays what its reporter said.
alter table reports
  add column decided_type text check (decided_type ~ '^F\d{2}(\.\d{2})?$');
