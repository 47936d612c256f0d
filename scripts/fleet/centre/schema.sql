-- SPDX-License-Identifier: GPL-2.0
--
-- The network changes of all hosts, in PostgreSQL: psql -d netjournal -f schema.sql

-- A record or a gap of a journal. Its number is unique in the journal, and the journal's in the world.
create table record (
	host		text not null,
	instance	text not null,		-- of the journal: of one boot, or one loading of the module
	seq		bigint not null,	-- of a gap: the first record that is missing
	gap_last	bigint,			-- of a gap: the last one, or null if nobody knows
	is_gap		boolean not null,
	time		timestamptz not null,	-- of a gap: when it was written
	kind		text,
	action		"char",			-- '+' new, '-' gone, '~' changed
	object		text,			-- in the words of ip
	prefix		inet,			-- of an object that is an address or a prefix, but not of a default route
	device		text,
	act		bigint,
	pid		bigint,
	uid		bigint,
	loginuid	bigint,
	comm		text,
	command		text,
	exe		text,
	unit		text,
	container	text,
	session		text,
	work		text,			-- of a kernel thread
	message		text not null,		-- the line for people
	primary key (host, instance, seq, is_gap)
);
create index record_time on record (time);
create index record_prefix on record using gist (prefix inet_ops) where prefix is not null;
create index record_object on record (object text_pattern_ops, time);

-- How far each file of systemd-journal-remote was loaded.
create table file (
	id	text primary key,	-- "File ID" in journalctl --header
	cursor	text not null		-- of the last entry
);

-- Records that have not come, before those that have: a host sends them again, or they are lost. forget() leaves a gap in
-- place of what it deletes, so these are not missing.
create view missing as
select host, instance, previous + 1 as first, seq - 1 as last
from (
	select host, instance, seq, coalesce(max(coalesce(gap_last, seq)) over (partition by host, instance order by seq
		rows between unbounded preceding and 1 preceding), 0) as previous
	from record
) as r
where seq > previous + 1;

-- The value of a field as text. The system journal writes a value that is not all printable as an array of bytes, and
-- a field that occurs twice as an array of texts.
create function field(entry jsonb, name text) returns text
language plpgsql immutable as $$
declare
	value jsonb := entry -> name;
	bytes bytea;
begin
	if jsonb_typeof(value) is distinct from 'array' then
		return value #>> '{}';
	end if;
	if jsonb_typeof(value -> 0) <> 'number' then
		return value ->> 0;
	end if;
	select string_agg(set_byte('\x00', 0, b::int), '') into bytes
	from jsonb_array_elements_text(value) as b where b <> '0';
	return convert_from(bytes, 'UTF8');
exception when character_not_in_repertoire or untranslatable_character then
	return convert_from(bytes, 'LATIN1');
end
$$;

-- The prefix with which the name of an object begins, or null. A device can have a name such as 300.1.1.1.
create function prefix_of(object text) returns inet
language plpgsql immutable as $$
declare
	word text := substring(object from '^(?:[a-z]+ )?([0-9]+\.[0-9]+\.[0-9]+\.[0-9]+(?:/[0-9]+)?|[0-9a-f]*:[0-9a-f:.]*(?:/[0-9]+)?)(?: |$)');
begin
	if word is null or word ~ '^([0-9a-f]{2}:){5}' then
		return null;
	end if;
	return word::inet;
exception when invalid_text_representation then
	return null;
end
$$;

-- Loads the entries in the table "entry", and returns the cursor of the last one. An entry that came before changes
-- nothing, but a gap can have grown.
create function load_entries(file_id text) returns text
language plpgsql as $$
declare
	last text;
begin
	with fields as (
		select n, line::jsonb as e from entry
	)
	insert into record
	select distinct on (1, 2, 3, 5)
		field(e, '_HOSTNAME'), field(e, 'NETJOURNAL_INSTANCE'),
		coalesce(field(e, 'NETJOURNAL_SEQ'), field(e, 'NETJOURNAL_GAP_FIRST'))::bigint,
		field(e, 'NETJOURNAL_GAP_LAST')::bigint, e ? 'NETJOURNAL_GAP_FIRST',
		to_timestamp(coalesce(field(e, 'NETJOURNAL_TIME_USEC'), e ->> '__REALTIME_TIMESTAMP')::bigint / 1e6),
		field(e, 'NETJOURNAL_KIND'), field(e, 'NETJOURNAL_ACTION')::"char", field(e, 'NETJOURNAL_OBJECT'),
		prefix_of(field(e, 'NETJOURNAL_OBJECT')), field(e, 'NETJOURNAL_DEV'), field(e, 'NETJOURNAL_ACT')::bigint,
		field(e, 'NETJOURNAL_PID')::bigint, field(e, 'NETJOURNAL_UID')::bigint,
		field(e, 'NETJOURNAL_LOGINUID')::bigint, field(e, 'NETJOURNAL_COMM'), field(e, 'NETJOURNAL_CMDLINE'),
		field(e, 'NETJOURNAL_EXE'), field(e, 'NETJOURNAL_UNIT'), field(e, 'NETJOURNAL_CONTAINER'),
		field(e, 'NETJOURNAL_SESSION'), field(e, 'NETJOURNAL_WORK'), field(e, 'MESSAGE')
	from fields where e ? 'NETJOURNAL_INSTANCE' and (e ? 'NETJOURNAL_SEQ' or e ? 'NETJOURNAL_GAP_FIRST')
	order by 1, 2, 3, 5, n desc
	on conflict (host, instance, seq, is_gap) do update set gap_last = excluded.gap_last
		where record.gap_last is distinct from excluded.gap_last and excluded.gap_last > coalesce(record.gap_last, 0);
	insert into file
	select file_id, line::jsonb ->> '__CURSOR' from entry order by n desc limit 1
	on conflict on constraint file_pkey do update set cursor = excluded.cursor
	returning cursor into last;
	return last;
end
$$;

-- Deletes the records that are older, and returns how many. In each journal that has had some, a gap that begins with the
-- first record says so, and stays.
create function forget(older timestamptz) returns bigint
language sql as $$
	with gone as (
		delete from record where time < older and not (is_gap and seq = 1)
		returning host, instance, coalesce(gap_last, seq) as last
	), gap as (
		insert into record (host, instance, seq, gap_last, is_gap, time, message)
		select host, instance, 1, max(last), true, now(), 'deleted in the centre' from gone group by host, instance
		on conflict (host, instance, seq, is_gap) do update
			set gap_last = greatest(record.gap_last, excluded.gap_last), time = excluded.time
		returning 1
	)
	select count(*) from gone
$$;

-- The questions. Each takes how far back to look.

-- Who touched this prefix, or anything in it or around it, on any host?
create function who_touched(what inet, since interval default '1 hour')
returns table (host text, "time" timestamptz, change text, command text, unit text, seq bigint)
language sql stable as $$
	select host, time, concat_ws(' ', kind, action, object), coalesce(command, comm, work), unit, seq
	from record
	where prefix && what and time > now() - since
	order by time
$$;

-- Which hosts lost their default route within a minute of one another? Answers with the times when this many did.
create function lost_default(at_least bigint default 2, since interval default '1 hour')
returns table (first timestamptz, last timestamptz, hosts bigint, names text[])
language sql stable as $$
	with lost as (
		select host, time, coalesce(time - lag(time) over (order by time) > '1 minute', true) as begins
		from record
		where kind = 'route' and action = '-' and object like 'default%' and time > now() - since
	)
	select min(time), max(time), count(distinct host), (array_agg(distinct host order by host))[:20]
	from (select *, count(*) filter (where begins) over (order by time) as burst from lost) as l
	group by burst having count(distinct host) >= at_least
	order by 1
$$;

-- Which command made changes on many hosts? Answers with one of them.
create function same_command(at_least bigint default 2, since interval default '1 hour')
returns table (command text, unit text, hosts bigint, changes bigint, change text, first timestamptz, last timestamptz)
language sql stable as $$
	select command, unit, count(distinct host), count(*), min(concat_ws(' ', kind, action, object)), min(time), max(time)
	from record
	where command is not null and object is not null and time > now() - since
	group by 1, 2 having count(distinct host) >= at_least
	order by 3 desc, 6
$$;
