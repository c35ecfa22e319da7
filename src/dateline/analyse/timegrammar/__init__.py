"""The time grammar: from words to TIMEX3 values. One step a file: tokens, patterns, numbers, calendar, values."""
