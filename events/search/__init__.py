"""Finding people, companies, AI models and events by names and by the words of quotes."""
