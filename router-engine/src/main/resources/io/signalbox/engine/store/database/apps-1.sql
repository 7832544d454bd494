create table app (
  name text primary key,
  hash blob not null unique,      -- SHA-256 of the key
  created integer not null,
  first_used integer,
  last_used integer
) without rowid;
