# make only calls short scripts; a machine without it runs `sh scripts/NAME.sh`.
.PHONY: demo test quick check acceptance two-worlds faults bench shots

demo test quick check two-worlds faults shots:
	@exec sh scripts/$@.sh

acceptance bench:
	@exec sh scripts/$@.sh $(OF)
