create table salt (
  value blob not null
);
insert into salt (value) values (randomblob(32));
create table answer (
  id text primary key,            -- HMAC-SHA-256 of the request's hash under the salt
  alike text not null,            -- the same of what similar requests have in common; empty: none
  vector blob not null,           -- of the last user message, numbers of 32 bits
  made integer not null,          -- milliseconds since 1970
  used integer not null,
  expires integer not null,
  hits integer not null,
  pico integer not null,          -- what it cost, in picodollars
  size integer not null,          -- of content and vector, in bytes
  checksum integer not null,      -- CRC-32C of the content
  content blob not null
);
create index answer_alike on answer (alike, made) where alike <> '';
create index answer_used on answer (used);
create index answer_expires on answer (expires);
create table total (
  bytes integer not null
);
insert into total (bytes) values (0);
create trigger answer_in after insert on answer begin update total set bytes = bytes + new.size; end;
create trigger answer_out after delete on answer begin update total set bytes = bytes - old.size; end;
