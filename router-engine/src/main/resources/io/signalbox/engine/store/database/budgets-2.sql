-- 0: an earlier call of the same request was counted here already
alter table hold add column counted integer not null default 1;
