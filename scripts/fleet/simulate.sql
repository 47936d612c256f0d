-- SPDX-License-Identifier: GPL-2.0
--
-- Makes up the network changes of many hosts in the last 24 hours, to try the questions:
-- psql -d netjournal -v hosts=1000 -v records=5000 -f simulate.sql
--
-- Most changes are routes of a routing daemon, as on real hosts. An hour ago, a command that ran everywhere deleted the
-- default route of each host, within 40 seconds.
insert into record (host, instance, seq, is_gap, time, kind, action, object, prefix, device, act, pid, uid, comm, command,
	exe, unit, message)
select
	format('host%s', h), to_char(h, 'FM0000000000000000'), s, false, now() - interval '24 hours' * (1 - s / (:records + 1.0)),
	kind, action, object, prefix, 'eth0', s, 700 + h % 300, 0, comm, command, '/usr/sbin/' || comm, comm || '.service',
	concat_ws(' ', kind, action, object, command)
from generate_series(1, :hosts) as h, generate_series(1, :records) as s,
	lateral (select (array['route', 'route', 'route', 'route', 'route', 'neigh', 'addr', 'link'])[1 + (h + s) % 8] as kind,
		(array['+', '-', '~']::"char"[])[1 + s % 3] as action,
		(array['bird', 'bird', 'bird', 'bird', 'dhclient', 'ip'])[1 + (h * 7 + s) % 6] as comm) as a,
	lateral (select case kind when 'link' then 'eth0' when 'route'
		then format('10.%s.%s.0/24', (h * 3 + s) % 250, s % 256) else format('10.%s.0.%s', h % 250, s % 254) end as object) as b,
	lateral (select prefix_of(object) as prefix, comm || ' -d' as command) as c;

insert into record (host, instance, seq, is_gap, time, kind, action, object, act, pid, uid, comm, command, exe, unit, message)
select format('host%s', h), to_char(h, 'FM0000000000000000'), :records + 1, false, now() - interval '1 hour' + interval '40 ms' * h, 'route', '-',
	'default', :records + 1, 4711, 0, 'ip', 'ip route del default', '/usr/bin/ip', 'nightly.service', 'route - default'
from generate_series(1, :hosts) as h;

analyze record;
