create table kind (               -- requests that no filter but time and cost tells apart
  id integer primary key,
  graph text not null,
  app text not null,
  model text not null,
  provider text not null,
  path integer not null,
  status integer not null,
  over integer not null,          -- 1: more than one call
  simulated integer not null,
  size integer not null,          -- the power of ten of its cost, see Kind
  requests integer not null,
  unique (graph, app, model, provider, path, status, over, simulated, size)
);
alter table trace add column kind integer not null default 0;
alter table trace add column cached_tokens integer not null default 0;
insert into kind (graph, app, model, provider, path, status, over, simulated, size, requests)
  select graph, app, model, provider, path, status, attempts > 1, simulated,
    case when coalesce(pico, 0) <= 0 then 0 when pico < 100000000 then 1
      when pico < 1000000000 then 2 when pico < 10000000000 then 3
      when pico < 100000000000 then 4 when pico < 1000000000000 then 5
      else 6 end,
    count(*)
  from trace group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
update trace set kind = (
  select kind.id from kind
  where kind.graph = trace.graph and kind.app = trace.app and kind.model = trace.model
    and kind.provider = trace.provider and kind.path = trace.path
    and kind.status = trace.status and kind.over = (trace.attempts > 1)
    and kind.simulated = trace.simulated
    and kind.size = case when coalesce(pico, 0) <= 0 then 0 when pico < 100000000 then 1
      when pico < 1000000000 then 2 when pico < 10000000000 then 3
      when pico < 100000000000 then 4 when pico < 1000000000000 then 5
      else 6 end);
drop index trace_graph;
drop index trace_app;
drop index trace_model;
drop index trace_provider;
drop index trace_path;
drop index trace_trouble;
create index trace_kind on trace (kind, at, pico);
create table pulse (              -- sums for charts
  grain integer not null,         -- milliseconds: a minute or an hour
  start integer not null,         -- how many of them since 1970
  wait integer not null,          -- eighths of a doubling of milliseconds to the first token; -1: none
  requests integer not null,
  failed integer not null,
  saved integer not null,         -- by failover
  pico integer not null,
  primary key (grain, start, wait)
) without rowid;
insert into pulse (grain, start, wait, requests, failed, saved, pico)
  select grains.grain, at / grains.grain,
    case when first_token_ms is null then -1 else cast(8 * log2(first_token_ms + 1) as integer) end,
    count(*), sum(status >= 400), sum(status < 400 and attempts > 1),
    sum(case when simulated then 0 else coalesce(pico, 0) end)
  from trace cross join (select 60000 as grain union all select 3600000) grains
  group by 1, 2, 3;
