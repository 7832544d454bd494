create table branch (             -- of a split with an experiment: sums over its requests
  id integer primary key,
  graph text not null,
  experiment text not null,
  node text not null,
  target text not null,
  first integer not null,         -- milliseconds since 1970: when the earliest request came
  last integer not null,          -- and the latest
  requests integer not null,
  answered integer not null,
  simulated integer not null,
  ms integer not null,            -- of those answered
  waits integer not null,         -- answered with a first token
  wait_ms integer not null,
  priced integer not null,        -- with a known cost
  pico integer not null,
  unique (graph, experiment, node, target)
);
create table feedback (
  number integer primary key,     -- in the order in which it first came
  request text not null,
  metric text not null,
  score real not null,
  at integer not null,            -- milliseconds since 1970
  graph text not null,
  model text not null,            -- the one that answered; empty if none did
  unique (request, metric)
);
create index feedback_model on feedback (graph, model, metric, number);
create table feedback_branch (
  branch integer not null,
  feedback integer not null,
  primary key (branch, feedback)
) without rowid;
create index trace_conversation on trace (conversation, at);
