/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which attribute of a record only this driver understands.
 */
#ifndef JOURNAL_PAYLOAD_H
#define JOURNAL_PAYLOAD_H

#define RECORD_PAYLOAD	EXAMPLE_A_RECORD_CHANNEL

#endif
