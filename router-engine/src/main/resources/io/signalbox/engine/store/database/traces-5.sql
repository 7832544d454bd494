create table judging (            -- who was asked what about the copies of a mirror
  id integer primary key,
  graph text not null,
  mirror text not null,
  judge text not null,            -- the judge's id in the graph
  model text not null,            -- provider, name and parameters
  question text not null,
  unique (graph, mirror, judge, model, question)
);
create table verdict (
  number integer primary key,     -- in the order in which they were given
  judging integer not null,
  request text not null,
  turn integer not null,          -- 1: asked again with the answers in the other order
  copy_first integer not null,
  label text not null,            -- copy, original, tie, none
  at integer not null,            -- milliseconds since 1970
  unique (judging, request, turn)
);
