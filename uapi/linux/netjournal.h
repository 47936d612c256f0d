/* SPDX-License-Identifier: ((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause) */
/* Do not edit directly, auto-generated from: */
/*	uapi/netjournal.yaml */
/* YNL-GEN uapi header */
/* To regenerate run: make generate */

#ifndef _UAPI_LINUX_NETJOURNAL_H
#define _UAPI_LINUX_NETJOURNAL_H

#define NETJOURNAL_FAMILY_NAME		"netjournal"
#define NETJOURNAL_FAMILY_VERSION	1

#define NETJOURNAL_NOTE_LEN_MAX		1024
#define NETJOURNAL_PARENTS_MAX		3
#define NETJOURNAL_RING_SIZE_MIN	32768

/**
 * enum netjournal_kind - The subject of a record. Each kind has a ring, and a
 *   multicast group with the same name. The first two kinds belong to the
 *   journal itself.
 * @NETJOURNAL_KIND_NOTE: A message that user space wrote with note-add.
 * @NETJOURNAL_KIND_CONFIG: A change to the journal itself (config-set, clear).
 * @NETJOURNAL_KIND_LINK: Network devices.
 * @NETJOURNAL_KIND_ADDR: IPv4 and IPv6 addresses.
 * @NETJOURNAL_KIND_ROUTE: IPv4 and IPv6 routes of all tables.
 * @NETJOURNAL_KIND_RULE: IPv4 and IPv6 policy rules.
 * @NETJOURNAL_KIND_NEIGH: Neighbour entries.
 * @NETJOURNAL_KIND_NEXTHOP: Nexthop objects.
 */
enum netjournal_kind {
	NETJOURNAL_KIND_NOTE = 1,
	NETJOURNAL_KIND_CONFIG,
	NETJOURNAL_KIND_LINK,
	NETJOURNAL_KIND_ADDR,
	NETJOURNAL_KIND_ROUTE,
	NETJOURNAL_KIND_RULE,
	NETJOURNAL_KIND_NEIGH,
	NETJOURNAL_KIND_NEXTHOP,

	/* private: */
	__NETJOURNAL_KIND_MAX,
	NETJOURNAL_KIND_MAX = (__NETJOURNAL_KIND_MAX - 1)
};

/**
 * enum netjournal_context - How the change was made, and by which sort of
 *   task.
 * @NETJOURNAL_CONTEXT_REQUEST: The task asked for the change in a netlink
 *   request from the port port-id.
 * @NETJOURNAL_CONTEXT_TASK: The change happened while the task ran in the
 *   kernel: during an ioctl or a write to sysfs, or as a consequence of one of
 *   its requests.
 * @NETJOURNAL_CONTEXT_KTHREAD: A kernel thread made the change, for example in
 *   a work item.
 * @NETJOURNAL_CONTEXT_SOFTIRQ: A soft interrupt made the change. No task is
 *   named.
 * @NETJOURNAL_CONTEXT_OUTSIDE: A task outside the user namespace that owns the
 *   network namespace made the change. It is not named.
 */
enum netjournal_context {
	NETJOURNAL_CONTEXT_REQUEST = 1,
	NETJOURNAL_CONTEXT_TASK,
	NETJOURNAL_CONTEXT_KTHREAD,
	NETJOURNAL_CONTEXT_SOFTIRQ,
	NETJOURNAL_CONTEXT_OUTSIDE,
};

/**
 * enum netjournal_gap_reason - Why records are missing.
 * @NETJOURNAL_GAP_REASON_OVERWRITTEN: Newer records of the kind took their
 *   place.
 * @NETJOURNAL_GAP_REASON_CLEARED: Somebody removed them with clear.
 * @NETJOURNAL_GAP_REASON_LOST: They could not be recorded, because memory was
 *   short or because they are too large.
 */
enum netjournal_gap_reason {
	NETJOURNAL_GAP_REASON_OVERWRITTEN = 1,
	NETJOURNAL_GAP_REASON_CLEARED,
	NETJOURNAL_GAP_REASON_LOST,
};

/**
 * enum netjournal_hook_state - The state of a hook on a function of the
 *   kernel. Without the hook, the changes that it reports are not recorded.
 * @NETJOURNAL_HOOK_STATE_ON: The hook works.
 * @NETJOURNAL_HOOK_STATE_OFF: The parameter hooks_off of the module names the
 *   function.
 * @NETJOURNAL_HOOK_STATE_ABSENT: The kernel has no function with this name
 *   that can be hooked.
 * @NETJOURNAL_HOOK_STATE_REFUSED: The kernel did not let the module hook the
 *   function.
 * @NETJOURNAL_HOOK_STATE_DISTRUSTED: The arguments of the function have a form
 *   that the module does not know.
 * @NETJOURNAL_HOOK_STATE_UNNEEDED: Another hook reports the same changes and
 *   more.
 */
enum netjournal_hook_state {
	NETJOURNAL_HOOK_STATE_ON = 1,
	NETJOURNAL_HOOK_STATE_OFF,
	NETJOURNAL_HOOK_STATE_ABSENT,
	NETJOURNAL_HOOK_STATE_REFUSED,
	NETJOURNAL_HOOK_STATE_DISTRUSTED,
	NETJOURNAL_HOOK_STATE_UNNEEDED,
};

enum {
	NETJOURNAL_A_RING_KIND = 1,
	NETJOURNAL_A_RING_SIZE,
	NETJOURNAL_A_RING_ENABLED,
	NETJOURNAL_A_RING_USED,
	NETJOURNAL_A_RING_RECORDS,
	NETJOURNAL_A_RING_OVERWRITTEN,
	NETJOURNAL_A_RING_LOST,
	NETJOURNAL_A_RING_PAD,

	__NETJOURNAL_A_RING_MAX,
	NETJOURNAL_A_RING_MAX = (__NETJOURNAL_A_RING_MAX - 1)
};

enum {
	NETJOURNAL_A_HOOK_FUNCTION = 1,
	NETJOURNAL_A_HOOK_STATE,
	NETJOURNAL_A_HOOK_UNSEEN,

	__NETJOURNAL_A_HOOK_MAX,
	NETJOURNAL_A_HOOK_MAX = (__NETJOURNAL_A_HOOK_MAX - 1)
};

enum {
	NETJOURNAL_A_STATUS_INSTANCE = 1,
	NETJOURNAL_A_STATUS_FIRST_SEQ,
	NETJOURNAL_A_STATUS_NEXT_SEQ,
	NETJOURNAL_A_STATUS_RING,
	NETJOURNAL_A_STATUS_PAD,
	NETJOURNAL_A_STATUS_HOOK,

	__NETJOURNAL_A_STATUS_MAX,
	NETJOURNAL_A_STATUS_MAX = (__NETJOURNAL_A_STATUS_MAX - 1)
};

enum {
	NETJOURNAL_A_PARENT_PID = 1,
	NETJOURNAL_A_PARENT_COMM,

	__NETJOURNAL_A_PARENT_MAX,
	NETJOURNAL_A_PARENT_MAX = (__NETJOURNAL_A_PARENT_MAX - 1)
};

enum {
	NETJOURNAL_A_ORIGIN_CONTEXT = 1,
	NETJOURNAL_A_ORIGIN_PID,
	NETJOURNAL_A_ORIGIN_TID,
	NETJOURNAL_A_ORIGIN_COMM,
	NETJOURNAL_A_ORIGIN_LEADER_COMM,
	NETJOURNAL_A_ORIGIN_PARENT,
	NETJOURNAL_A_ORIGIN_UID,
	NETJOURNAL_A_ORIGIN_LOGINUID,
	NETJOURNAL_A_ORIGIN_CGROUP_ID,
	NETJOURNAL_A_ORIGIN_NETNS,
	NETJOURNAL_A_ORIGIN_PORT_ID,
	NETJOURNAL_A_ORIGIN_PAD,

	__NETJOURNAL_A_ORIGIN_MAX,
	NETJOURNAL_A_ORIGIN_MAX = (__NETJOURNAL_A_ORIGIN_MAX - 1)
};

enum {
	NETJOURNAL_A_GAP_FIRST = 1,
	NETJOURNAL_A_GAP_LAST,
	NETJOURNAL_A_GAP_REASON,
	NETJOURNAL_A_GAP_PAD,

	__NETJOURNAL_A_GAP_MAX,
	NETJOURNAL_A_GAP_MAX = (__NETJOURNAL_A_GAP_MAX - 1)
};

enum {
	NETJOURNAL_A_RECORD_SEQ = 1,
	NETJOURNAL_A_RECORD_PREV_SEQ,
	NETJOURNAL_A_RECORD_TIME,
	NETJOURNAL_A_RECORD_BOOT_TIME,
	NETJOURNAL_A_RECORD_KIND,
	NETJOURNAL_A_RECORD_ORIGIN,
	NETJOURNAL_A_RECORD_GAP,
	NETJOURNAL_A_RECORD_NOTE,
	NETJOURNAL_A_RECORD_CONFIG,
	NETJOURNAL_A_RECORD_CLEARED,
	NETJOURNAL_A_RECORD_MESSAGE,
	NETJOURNAL_A_RECORD_SILENT,
	NETJOURNAL_A_RECORD_INSTANCE,
	NETJOURNAL_A_RECORD_AFTER,
	NETJOURNAL_A_RECORD_KINDS,
	NETJOURNAL_A_RECORD_BOOKMARK,
	NETJOURNAL_A_RECORD_PAD,

	__NETJOURNAL_A_RECORD_MAX,
	NETJOURNAL_A_RECORD_MAX = (__NETJOURNAL_A_RECORD_MAX - 1)
};

enum {
	NETJOURNAL_CMD_STATUS_GET = 1,
	NETJOURNAL_CMD_STATUS_NTF,
	NETJOURNAL_CMD_RECORD_GET,
	NETJOURNAL_CMD_RECORD_NTF,
	NETJOURNAL_CMD_NOTE_ADD,
	NETJOURNAL_CMD_CONFIG_SET,
	NETJOURNAL_CMD_CLEAR,

	__NETJOURNAL_CMD_MAX,
	NETJOURNAL_CMD_MAX = (__NETJOURNAL_CMD_MAX - 1)
};

#define NETJOURNAL_MCGRP_NOTE		"note"
#define NETJOURNAL_MCGRP_CONFIG		"config"
#define NETJOURNAL_MCGRP_LINK		"link"
#define NETJOURNAL_MCGRP_ADDR		"addr"
#define NETJOURNAL_MCGRP_ROUTE		"route"
#define NETJOURNAL_MCGRP_RULE		"rule"
#define NETJOURNAL_MCGRP_NEIGH		"neigh"
#define NETJOURNAL_MCGRP_NEXTHOP	"nexthop"

#endif /* _UAPI_LINUX_NETJOURNAL_H */
