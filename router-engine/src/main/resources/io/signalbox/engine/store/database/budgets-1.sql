create table budget (
  id integer primary key,
  graph text not null,
  node text not null,
  key text not null,              -- an app, a user, a metadata value, or empty for all together
  span text not null,             -- the window's word
  start integer not null,         -- milliseconds since 1970
  settled integer not null default 0,
  held integer not null default 0,
  requests integer not null default 0,
  tokens integer not null default 0,
  held_tokens integer not null default 0,
  unique (graph, node, key, span, start)
);
create index budget_span on budget (span, start);
create table hold (
  request text not null,
  budget integer not null,
  worst integer not null,
  tokens integer not null,
  at integer not null,
  owner text not null,
  assumed integer not null default 0, -- 1: counted as settled at its worst until it is heard of
  primary key (request, budget)
) without rowid;
create index hold_at on hold (assumed, at);
