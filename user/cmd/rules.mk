# SPDX-License-Identifier: GPL-2.0
#
# For user/Makefile: a page that becomes a part of the program.

$(O)/cmd/timeline_html.o: all_cflags += -DTIMELINE_PAGE='"$(abspath $(src)/cmd/timeline.html)"'
$(O)/cmd/timeline_html.o: $(src)/cmd/timeline.html
