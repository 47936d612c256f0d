// SPDX-License-Identifier: GPL-2.0
/*
 * The state of the journal in the text format of Prometheus. The counters begin again with each instance, as
 * those of a program do when it is started again.
 */
#include <inttypes.h>
#include <linux/netjournal.h>
#include <netlink/attr.h>

#include "base/util.h"
#include "cmd/metrics.h"
#include "nl/genl.h"
#include "nl/spec_tables.h"

/* A metric of the ring of each kind; @type is the attribute. */
static const struct metric {
	const char *name, *sort, *help;
	int type;
} ring_metrics[] = {
	{ "ring_records", "gauge", "Records in the ring of the kind.", NETJOURNAL_A_RING_RECORDS },
	{ "ring_used_bytes", "gauge", "Memory that the ring uses.", NETJOURNAL_A_RING_USED },
	{ "ring_size_bytes", "gauge", "Memory that the ring may use.", NETJOURNAL_A_RING_SIZE },
	{ "enabled", "gauge", "Whether the kind is recorded.", NETJOURNAL_A_RING_ENABLED },
	{ "overwritten_total", "counter", "Records that newer ones have overwritten.",
	  NETJOURNAL_A_RING_OVERWRITTEN },
	{ "lost_total", "counter", "Changes that could not be recorded.", NETJOURNAL_A_RING_LOST },
}, process_metrics[] = {
	{ "processes", "gauge", "Processes whose details are kept.", NETJOURNAL_A_PROCESS_STORE_PROCESSES },
	{ "processes_used_bytes", "gauge", "Memory that the details of processes use.",
	  NETJOURNAL_A_PROCESS_STORE_USED },
	{ "processes_forgotten_total", "counter", "Processes whose details are not kept any more.",
	  NETJOURNAL_A_PROCESS_STORE_FORGOTTEN },
}, ended_metrics[] = {
	{ "ended_journals", "gauge", "Journals of ended network namespaces.", NETJOURNAL_A_ENDED_STORE_JOURNALS },
	{ "ended_used_bytes", "gauge", "Memory that these journals use.", NETJOURNAL_A_ENDED_STORE_USED },
	{ "ended_dropped_total", "counter", "Journals of ended network namespaces that are no longer kept.",
	  NETJOURNAL_A_ENDED_STORE_DROPPED },
};

static void print_head(FILE *file, const struct metric *m)
{
	fprintf(file, "# HELP " TOOL_NAME "_%s %s\n", m->name, m->help);
	fprintf(file, "# TYPE " TOOL_NAME "_%s %s\n", m->name, m->sort);
}

static void print_ring(FILE *file, const struct metric *m, const struct nlattr *ring)
{
	uint64_t kind = genl_nest_number(ring, NETJOURNAL_A_RING_KIND);

	fprintf(file, TOOL_NAME "_%s{kind=\"%s\"} %" PRIu64 "\n", m->name, spec_name(&spec_kinds, kind),
		genl_nest_number(ring, m->type));
}

static void print_rings(FILE *file, const struct metric *m, const struct nlmsghdr *nlh)
{
	const struct nlattr *nla = genl_attrs(nlh);
	int rem = genl_attrs_len(nlh);

	print_head(file, m);
	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem))
		if (nla_type(nla) == NETJOURNAL_A_STATUS_RING)
			print_ring(file, m, nla);
}

static void print_number(FILE *file, const struct metric *m, uint64_t value)
{
	print_head(file, m);
	fprintf(file, TOOL_NAME "_%s %" PRIu64 "\n", m->name, value);
}

/* Prints what a nest of the status says, if it is there. */
static void print_nest(FILE *file, const struct metric *m, size_t n, const struct nlattr *nest)
{
	size_t i;

	for (i = 0; nest && i < n; i++)
		print_number(file, &m[i], genl_nest_number(nest, m[i].type));
}

void metrics_print(FILE *file, const struct nlmsghdr *nlh)
{
	static const struct metric records = { "records_total", "counter", "Records since the journal began." };
	static const struct metric info = { "info", "gauge", "The instance of the journal." };
	const struct nlattr *attrs = genl_attrs(nlh);
	int len = genl_attrs_len(nlh);
	uint64_t next = genl_number(attrs, len, NETJOURNAL_A_STATUS_NEXT_SEQ);
	size_t i;

	print_head(file, &info);
	fprintf(file, TOOL_NAME "_info{instance=\"%016" PRIx64 "\"} 1\n",
		genl_number(attrs, len, NETJOURNAL_A_STATUS_INSTANCE));
	print_number(file, &records, next ? next - 1 : 0);
	for (i = 0; i < ARRAY_SIZE(ring_metrics); i++)
		print_rings(file, &ring_metrics[i], nlh);
	print_nest(file, process_metrics, ARRAY_SIZE(process_metrics),
		   nla_find(attrs, len, NETJOURNAL_A_STATUS_PROCESS_STORE));
	print_nest(file, ended_metrics, ARRAY_SIZE(ended_metrics),
		   nla_find(attrs, len, NETJOURNAL_A_STATUS_ENDED_STORE));
}
