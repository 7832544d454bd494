create table key_binding (
  key text not null,              -- the name of a provider's key, never the key
  origin text not null,           -- scheme://host[:port]
  since integer not null,
  primary key (key, origin)
) without rowid;
