-- how much more than what they hold requests under way can cost
alter table budget add column extra integer not null default 0;
alter table hold add column extra integer not null default 0;
