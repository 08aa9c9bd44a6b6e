"""Only what needs no fuzzer is a test; the rest is started by `make fuzz`."""

collect_ignore = ["fuzz_one.py", "keep.py", "measure.py", "mutators.py", "run.py", "seeds.py"]
