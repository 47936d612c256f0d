// SPDX-License-Identifier: GPL-2.0
/*
 * The tables of a store, and the statements. NAME-store(5) describes the tables. If they change, the
 * version in archive_db.h grows.
 */
#include "journal/archive_db.h"

/*
 * The indexes begin with what is asked for, and the number of a record ends each, so what is found comes
 * in the order in which it was recorded.
 */
const char *const archive_schema =
"CREATE TABLE boot(id INTEGER PRIMARY KEY, boot TEXT NOT NULL UNIQUE, machine TEXT NOT NULL,"
" time INTEGER NOT NULL);\n"
"CREATE TABLE journal(id INTEGER PRIMARY KEY, boot INTEGER NOT NULL, instance INTEGER NOT NULL UNIQUE,"
" netns INTEGER NOT NULL, name TEXT NOT NULL, host INTEGER NOT NULL, last INTEGER NOT NULL,"
" last_time INTEGER NOT NULL);\n"
"CREATE TABLE kind(id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
"CREATE TABLE named(journal INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,"
" PRIMARY KEY(journal, number)) WITHOUT ROWID;\n"
"CREATE TABLE device(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);\n"
"CREATE TABLE object(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL,"
" low BLOB, high BLOB, UNIQUE(name, kind));\n"
"CREATE INDEX object_low ON object(low) WHERE low IS NOT NULL;\n"
"CREATE TABLE process(id INTEGER PRIMARY KEY, journal INTEGER NOT NULL, process INTEGER NOT NULL,"
" pid INTEGER, comm TEXT, exe TEXT, command TEXT, unit TEXT, container TEXT, session TEXT,"
" data BLOB NOT NULL, UNIQUE(journal, process));\n"
"CREATE INDEX process_pid ON process(pid);\n"
"CREATE INDEX process_unit ON process(unit) WHERE unit IS NOT NULL;\n"
"CREATE TABLE origin(id INTEGER PRIMARY KEY, journal INTEGER NOT NULL, process INTEGER, pid INTEGER,"
" comm TEXT, data BLOB NOT NULL);\n"
"CREATE INDEX origin_process ON origin(journal, process);\n"
"CREATE INDEX origin_pid ON origin(pid);\n"
"CREATE TABLE record(id INTEGER PRIMARY KEY, journal INTEGER NOT NULL, kind INTEGER NOT NULL,"
" seq INTEGER NOT NULL, time INTEGER NOT NULL, action TEXT, object INTEGER, device INTEGER,"
" origin INTEGER, act INTEGER, data BLOB NOT NULL);\n"
"CREATE INDEX record_seq ON record(journal, kind, seq);\n"
"CREATE INDEX record_time ON record(time);\n"
"CREATE INDEX record_object ON record(object) WHERE object IS NOT NULL;\n"
"CREATE INDEX record_device ON record(device) WHERE device IS NOT NULL;\n"
"CREATE INDEX record_origin ON record(origin) WHERE origin IS NOT NULL;\n"
"CREATE TABLE gap(record INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,"
" reason INTEGER NOT NULL);\n"
"CREATE TABLE expired(journal INTEGER NOT NULL, kind INTEGER NOT NULL, first INTEGER NOT NULL,"
" last INTEGER NOT NULL, PRIMARY KEY(journal, kind)) WITHOUT ROWID;\n"
"CREATE VIEW records AS SELECT r.id, b.boot, b.machine, printf('%016x', j.instance) AS instance,"
" j.netns, j.name AS namespace, r.seq,"
" strftime('%Y-%m-%dT%H:%M:%S', r.time / 1000000000, 'unixepoch') ||"
" printf('.%09dZ', r.time % 1000000000) AS time, r.time AS ns, k.name AS kind, r.action,"
" o.name AS object, d.name AS device, o.low, o.high, w.pid, w.comm, p.command, p.exe, p.unit,"
" p.container, p.session, r.act, g.first AS gap_first, g.last AS gap_last"
" FROM record r JOIN journal j ON j.id = r.journal JOIN boot b ON b.id = j.boot"
" LEFT JOIN kind k ON k.id = r.kind LEFT JOIN object o ON o.id = r.object"
" LEFT JOIN device d ON d.id = r.device LEFT JOIN origin w ON w.id = r.origin"
" LEFT JOIN process p ON p.journal = w.journal AND p.process = w.process"
" LEFT JOIN gap g ON g.record = r.id;\n";

const char *const archive_sql[SQL_MAX] = {
	[SQL_ADD_RECORD] =
"INSERT INTO record(journal, kind, seq, time, action, object, device, origin, act, data)"
" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
	[SQL_ADD_GAP] =
"INSERT INTO gap(record, first, last, reason) VALUES(last_insert_rowid(), ?1, ?2, ?3)",
	[SQL_FIND_OBJECT] = "SELECT id FROM object WHERE name = ?2 AND kind = ?1",
	[SQL_ADD_OBJECT] =
"INSERT INTO object(kind, name, low, high) VALUES(?1, ?2, ?3, ?4)",
	[SQL_FIND_DEVICE] = "SELECT id FROM device WHERE name = ?1",
	[SQL_ADD_DEVICE] = "INSERT INTO device(name) VALUES(?1)",
	[SQL_ADD_ORIGIN] =
"INSERT INTO origin(journal, process, pid, comm, data) VALUES(?1, ?2, ?3, ?4, ?5)",
	[SQL_ADD_PROCESS] =
"INSERT INTO process(journal, process, pid, comm, exe, command, unit, container, session, data)"
" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT(journal, process) DO UPDATE SET"
" exe = excluded.exe, command = excluded.command, data = excluded.data",
	[SQL_MOVE_JOURNAL] = "UPDATE journal SET last = ?2, last_time = ?3 WHERE id = ?1",
	[SQL_ONE_RECORD] =
"SELECT r.id, r.kind, r.seq, r.time, r.act, r.data, o.data FROM record r"
" LEFT JOIN origin o ON o.id = r.origin"
" WHERE r.journal = ?1 AND r.kind IN (SELECT id FROM kind) AND r.seq = ?2"
" AND NOT EXISTS (SELECT 1 FROM gap WHERE gap.record = r.id)",
	[SQL_PROCESS] = "SELECT data FROM process WHERE journal = ?1 AND process = ?2",
	[SQL_DEVICE_NAME] = "SELECT name FROM named WHERE journal = ?1 AND number = ?2",
};
