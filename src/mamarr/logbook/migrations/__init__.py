"""Steps from one version of the tables to the next, dated; each has its test, and old stores open for ever."""
