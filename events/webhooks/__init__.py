"""Changes of the record, sent to whoever asked for them, as they happen."""
