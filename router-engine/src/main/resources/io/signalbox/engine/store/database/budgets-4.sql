-- shares of caps that were told of
create table notice (
  graph text not null,
  node text not null,
  key text not null,
  span text not null,
  start integer not null,
  due integer not null,           -- the spend at which it was due
  share real not null,
  spent integer not null,
  cap integer not null,
  at integer not null,
  primary key (graph, node, key, span, start, due)
) without rowid;
create index notice_at on notice (at);
