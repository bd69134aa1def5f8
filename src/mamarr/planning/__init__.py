"""A timetable, a bound and a judge."""
