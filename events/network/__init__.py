"""With whom a company has to do: its investors, holdings, partners, and where people came from."""
