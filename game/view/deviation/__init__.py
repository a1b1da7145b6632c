"""The room where a process runs: elevation, hands, words, phone, papers."""
