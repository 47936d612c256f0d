# SPDX-License-Identifier: GPL-2.0
#
# Every entry point; `make help` lists them. Those that every driver has are in scripts/lib/targets.mk.

include scripts/lib/targets.mk

picture: ## draw the picture in README.md from what the demo prints
	@scripts/demo/picture

test-daemons: ## real daemons at work, and who the journal says did it (2 minutes)
	@scripts/suites/daemons/run

test-truth: ## the kernel's own selftests, without the module and with it (5 minutes)
	@scripts/suites/truth/run

test-walk: ## all that ip can do, by chance, and the journal's state against the kernel's (KERNEL=newest)
	@scripts/suites/walk/run --kernel $(KERNEL)

coverage: ## which lines and branches the tests run through: a table, and a failure below what is promised
	@scripts/static/coverage

test-new-driver: ## make a driver with scripts/new-driver and run its tests
	@scripts/test-new-driver

test-interop: ## clients of others talk to the module: YNL, genl, libnl, pyroute2, tshark
	@scripts/suites/interop/run

fuzz: ## send good, nearly good and broken requests to the module, until one finds something
	@scripts/suites/fuzz/run --for-ever

test-storm: ## a million changes, while followers read fast, slowly, and not at all (10 minutes)
	@scripts/run-selftests --kernel $(KERNEL) --percent 2500 --timeout 3600 \
		--append "SELFTEST_TIMEOUT=3000 netjournal.ring_size_max=1073741824 netjournal.netns_memory_max=2147483648" storm

bench: ## measure what recording and reading cost, in ratios (ROWS="record replay ..." for a part)
	@scripts/bench/run --kernel $(KERNEL) $(ROWS)

bench-list: ## the speed of `list` beside ip and others, on this machine in a network namespace of its own
	@scripts/bench/list

.PHONY: picture test-daemons test-truth test-walk coverage test-new-driver test-interop fuzz test-storm bench bench-list
