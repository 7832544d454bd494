create table wire (               -- a part of a graph, for one app
  id integer primary key,
  graph text not null,
  app text not null,
  node text not null,             -- empty: a model, or the whole graph
  exit text not null,             -- the label of the exit; empty: what the node asks for its decision
  target text not null,           -- the id of a node or model; empty with an empty node: the whole graph
  unique (graph, app, node, exit, target)
);
create table flow (               -- sums over the requests of a minute that went over a part
  minute integer not null,        -- since 1970
  wire integer not null,
  wait integer not null,          -- eighths of a doubling of milliseconds to the first token; -1: none
  requests integer not null,
  failed integer not null,
  onward integer not null,        -- left the node by another exit afterwards
  pico integer not null,          -- picodollars, as far as known
  primary key (minute, wire, wait)
) without rowid;
