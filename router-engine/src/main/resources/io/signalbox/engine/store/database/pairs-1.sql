create table side (                -- one of two models that were asked the same
  id integer primary key,
  request text not null,
  graph text not null,
  mirror text not null,
  copy integer not null,          -- 1: of the copy
  at integer not null,            -- milliseconds since 1970
  expires integer not null,
  size integer not null,          -- of the texts, in bytes
  model text not null,
  redacted text not null,         -- names with spaces between
  prompt text not null,
  answer text not null,
  unique (request, graph, mirror, copy)
);
create index side_mirror on side (graph, mirror, at);
create index side_expires on side (expires);
create index side_at on side (at);
create table promised (
  side integer not null,
  name text not null,
  whose text not null,            -- the condition on requests; empty: all
  only_models text not null,      -- the condition on models
  about integer not null          -- 1: it was about this request
);
create index promised_side on promised (side);
create table total (
  bytes integer not null
);
insert into total (bytes) values (0);
create trigger side_in after insert on side begin update total set bytes = bytes + new.size; end;
create trigger side_out after delete on side begin update total set bytes = bytes - old.size; delete from promised where side = old.id; end;
