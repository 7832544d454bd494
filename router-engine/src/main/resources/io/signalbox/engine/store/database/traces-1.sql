create table path (
  id integer primary key,
  nodes text not null unique
);
create table trace (
  number integer primary key,
  id text not null,
  at integer not null,            -- milliseconds since 1970
  graph text not null,
  app text not null,
  user text not null,
  conversation text not null,
  asked_model text not null,
  model text not null,            -- the one that answered; empty if none did
  provider text not null,
  provider_model text not null,
  path integer not null,
  status integer not null,
  class integer not null,         -- the status's first digit
  ms integer not null,
  first_token_ms integer,
  attempts integer not null,
  prompt_tokens integer not null,
  completion_tokens integer not null,
  pico integer,                   -- picodollars; null if unknown
  simulated integer not null,
  error text not null
);
create index trace_id on trace (id);
create index trace_at on trace (at);
create index trace_graph on trace (graph, at);
create index trace_app on trace (app, at);
create index trace_model on trace (model, at);
create index trace_provider on trace (provider, at);
create index trace_path on trace (path, at);
create index trace_trouble on trace (class, at) where class <> 2;
create table view (
  number integer primary key,
  json text not null
);
create table spend (
  graph text not null,
  quarter integer not null,       -- quarters of an hour since 1970
  app text not null,
  model text not null,
  provider text not null,
  requests integer not null,
  calls integer not null,
  unpriced integer not null,
  prompt_tokens integer not null,
  completion_tokens integer not null,
  pico integer not null,
  primary key (graph, quarter, app, model, provider)
) without rowid;
create index spend_quarter on spend (quarter);
