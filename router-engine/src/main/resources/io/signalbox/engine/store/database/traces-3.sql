create table stretch (            -- 64 requests of a kind that followed one another, see Stretch
  kind integer not null,
  id integer not null,            -- how many stretches of the kind were before
  pico integer not null,          -- what the dearest of them cost; 0: none had a price
  first integer not null,         -- milliseconds since 1970: when the earliest came
  last integer not null,          -- and the latest
  primary key (kind, id)
) without rowid;
insert into stretch (kind, id, pico, first, last)
  select kind, nth / 64, max(coalesce(pico, 0)), min(at), max(at)
  from (
    select kind, pico, at, row_number() over (partition by kind order by at) - 1 as nth from trace
  )
  group by 1, 2;
