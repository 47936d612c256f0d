# SPDX-License-Identifier: GPL-2.0
#
# Every entry point; `make help` lists them. Those that every driver has are in scripts/lib/targets.mk.

include scripts/lib/targets.mk

picture: ## draw the picture in README.md from what the demo prints
	@scripts/demo/picture

test-daemons: ## real daemons make changes, and the journal must name them (2 minutes)
	@scripts/suites/daemons/run

test-situations: ## questions about what services, daemons and containers did, in a Debian with systemd (4 minutes)
	@scripts/suites/situations/run

test-load: ## FRR, NetworkManager, netavark and ip -batch at once; a listener and a probe must agree with the journal (7 minutes)
	@scripts/suites/load/run

test-install: ## install, upgrade and remove the packages in Debian 12 and 13, with a power cut (SUITES=bookworm)
	@scripts/suites/install/run

test-fleet: ## three hosts send their changes to a centre with PostgreSQL; powers go, nothing is lost (8 minutes)
	@scripts/suites/fleet/run

test-truth: ## the kernel's own selftests, without the module and with it (5 minutes)
	@scripts/suites/truth/run

test-walk: ## a random walk through all that ip can do; compares the journal with the kernel (KERNEL=newest)
	@scripts/suites/walk/run --kernel $(KERNEL)

coverage: ## a table of the lines and branches that the tests run; fails if there are too few
	@scripts/static/coverage

test-new-driver: ## make a driver with scripts/new-driver and run its tests
	@scripts/test-new-driver

test-interop: ## clients of other projects talk to the module: YNL, genl, libnl, pyroute2, tshark
	@scripts/suites/interop/run

fuzz: ## send good, nearly good and broken requests to the module, until one finds something
	@scripts/suites/fuzz/run --for-ever

test-storm: ## a million changes, while followers read fast, slowly, and not at all (10 minutes)
	@scripts/run-selftests --kernel $(KERNEL) --percent 2500 --timeout 3600 \
		--append "SELFTEST_TIMEOUT=3000 netjournal.ring_size_max=1073741824 netjournal.netns_memory_max=2147483648" storm

deb: ## build the Debian packages of the tool and of the module's source (in build/package)
	@scripts/package/build

bench: ## measure what recording and reading cost, in ratios (ROWS="record replay ..." for a part)
	@scripts/bench/run --kernel $(KERNEL) $(ROWS)

bench-list: ## compare the speed of `list` with ip and others, on this machine in a new network namespace
	@scripts/bench/list

bench-store: ## measure the store: records a second, bytes for each, and searching
	@scripts/bench/store

bench-fleet: ## measure the questions to the centre of a fleet, with simulated hosts
	@scripts/bench/fleet

.PHONY: bench-store bench-fleet test-fleet deb picture test-daemons test-situations test-load test-install test-truth test-walk coverage test-new-driver test-interop fuzz test-storm bench bench-list
