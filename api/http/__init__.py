"""The API over HTTP: the endpoint, the pages, and the headers of every response."""
