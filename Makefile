# Every target does its own set-up. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help demo test bench build clean

HOSTS := c python node cli php ruby

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## every host's hashes, then the example apps in a browser; USERS="a@b.c 42" for your own
	@scripts/demo

test: ## everything: lints, every host, frameworks, the conformance table, browsers, the messenger
	@scripts/test

bench: ## every host against its language's own HMAC, and the messenger; PARTS="c node" for some
	@scripts/bench $(PARTS)

build: ## every host, ready to be used from this folder
	@for host in $(HOSTS); do scripts/build-$$host || exit 1; done

clean: ## remove what was built
	@rm -rf build target bindings-node/node_modules bindings-node/lib/*.node bindings-php/modules \
		examples/express/node_modules tests/browser/node_modules messenger/web/node_modules \
		bindings-ruby/lib/userhash/*.so bindings-ruby/ext/userhash/rust
