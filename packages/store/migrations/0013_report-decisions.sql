-- Why a report was decided, told to whoever holds its receipt, and whether the decision corrects an earlier one.
alter table report_history
  add column reason text,
  add column correction boolean not null default false,
  add check (not correction or reason is not null);
