/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which attribute of a record only the domain understands. A driver with another
 * domain has its own version of this file.
 */
#ifndef JOURNAL_PAYLOAD_H
#define JOURNAL_PAYLOAD_H

#define RECORD_PAYLOAD	NETJOURNAL_A_RECORD_MESSAGE

#endif
