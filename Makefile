# Every target does its own set-up. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help demo test bench build clean

HOSTS := c python node cli php ruby

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## the user hash of real users from every host; USERS="a@b.c 42" for your own
	@scripts/demo

test: ## everything: formatting, lints, every host's tests, the conformance table
	@scripts/test

bench: ## every host against its language's own HMAC
	@scripts/bench

build: ## every host, ready to be used from this folder
	@for host in $(HOSTS); do scripts/build-$$host || exit 1; done

clean: ## remove what was built
	@rm -rf build target bindings-node/node_modules bindings-node/lib/*.node bindings-php/modules \
		bindings-ruby/lib/userhash/*.so bindings-ruby/ext/userhash/rust
