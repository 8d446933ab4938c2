package dev.medislot.notification.letter;

import java.time.LocalDateTime;
import java.time.Year;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The weekday of the month on which clocks change every year, in the words of iCalendar. */
final class NthWeekday {

    private static final int YEARS_COMPARED = 10;

    private NthWeekday() {}

    /** The weekday, such as {@code 2SU} or {@code -1SU}; empty when the local date is not such a one every year. */
    static Optional<String> of(ZoneOffsetTransitionRule rule, int firstYear) {
        var first = rule.createTransition(firstYear).getDateTimeBefore();
        var weekday = first.getDayOfWeek().name().substring(0, 2);
        var fromStart = nthFromStart(first);
        var candidates = new ArrayList<Integer>(List.of(fromStart, -1));
        for (int year = firstYear; year < firstYear + YEARS_COMPARED; year++) {
            var date = rule.createTransition(year).getDateTimeBefore();
            var same = date.getDayOfWeek() == first.getDayOfWeek() && date.getMonth() == first.getMonth();
            candidates.removeIf(nth -> !same || nth != (nth < 0 ? nthFromEnd(date) : nthFromStart(date)));
        }
        return candidates.stream().findFirst().map(nth -> nth + weekday);
    }

    private static int nthFromStart(LocalDateTime date) {
        return (date.getDayOfMonth() - 1) / 7 + 1;
    }

    private static int nthFromEnd(LocalDateTime date) {
        var daysLeft = date.getMonth().length(Year.isLeap(date.getYear())) - date.getDayOfMonth();
        return -(daysLeft / 7 + 1);
    }
}
