"""The public record as files: any part of it at once, and all of it every night."""
