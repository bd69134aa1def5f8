"""Book: every booking in order, so that it can be taken back and made again."""

from typing import Any, Protocol


class Bookable(Protocol):
    """What bookings are made on."""

    def add(self, *args: Any) -> None:
        """Book."""

    def remove(self, *args: Any) -> None:
        """Give back."""


Booking = tuple[Bookable, tuple[Any, ...]]


class Book:
    """Bookings in order."""

    def __init__(self) -> None:
        self._bookings: list[Booking] = []

    @property
    def mark(self) -> int:
        """Where the book ends now."""
        return len(self._bookings)

    def add(self, calendar: Bookable, *args: Any) -> None:
        """Book *args* on *calendar*."""
        calendar.add(*args)
        self._bookings.append((calendar, args))

    def undo(self, mark: int) -> None:
        """Take back everything since *mark*."""
        while len(self._bookings) > mark:
            calendar, args = self._bookings.pop()
            calendar.remove(*args)

    def take(self, mark: int) -> list[Booking]:
        """Return the bookings since *mark*; they stay booked but are no longer this book's."""
        taken = self._bookings[mark:]
        del self._bookings[mark:]
        return taken

    def bookings_since(self, mark: int) -> list[Booking]:
        """Return the bookings since *mark*."""
        return self._bookings[mark:]


def take_back(bookings: list[Booking]) -> None:
    """Take back *bookings*, the last first."""
    for calendar, args in reversed(bookings):
        calendar.remove(*args)


def book_again(bookings: list[Booking]) -> None:
    """Make *bookings* again, the first first."""
    for calendar, args in bookings:
        calendar.add(*args)
