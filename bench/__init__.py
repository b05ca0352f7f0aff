"""The benchmarks, each printing one table."""
