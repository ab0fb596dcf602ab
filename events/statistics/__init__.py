"""Statistics: what published events come to, by period, kind, licence and so on."""
