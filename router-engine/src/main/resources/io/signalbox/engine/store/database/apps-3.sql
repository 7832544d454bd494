-- the last four characters of a key that was made here
alter table app add column ending text not null default '';
