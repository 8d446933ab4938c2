package dev.medislot.notification.letter;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.DateList;
import net.fortuna.ical4j.model.component.Daylight;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.RDate;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.TzName;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;

/** Writes a zone's clock changes, from the same rules as the times in the mails. */
final class TimeZones {

    private static final DateTimeFormatter ABBREVIATION = DateTimeFormatter.ofPattern("zzz", Locale.US);
    private static final int YEARS_COMPARED = 10;

    private TimeZones() {}

    /** The zone as it is in that time: as yearly rules where it has them, else change by change. */
    static VTimeZone of(ZoneId zone, Instant from, Instant until) {
        var changes = yearly(zone, from).orElseGet(() -> oneByOne(zone, from, until));
        var timeZone = new VTimeZone(new ComponentList<>(changes));
        timeZone.withProperty(new TzId(zone.getId()));
        return timeZone;
    }

    private static Optional<List<Observance>> yearly(ZoneId zone, Instant from) {
        var rules = zone.getRules();
        var firstYear = from.atZone(zone).getYear() - 1;
        var changes = new ArrayList<Observance>();
        for (var rule : rules.getTransitionRules()) {
            var nth = nthWeekday(rule, firstYear);
            if (nth.isEmpty()) {
                return Optional.empty();
            }
            var first = rule.createTransition(firstYear);
            if (!first.equals(rules.nextTransition(first.getInstant().minusSeconds(1)))) {
                return Optional.empty(); // the rules are younger than that
            }
            var change = observance(zone, first);
            change.withProperty(new RRule<>(
                    "FREQ=YEARLY;BYMONTH=%d;BYDAY=%s".formatted(first.getDateTimeBefore().getMonthValue(), nth.get())));
            changes.add(change);
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes);
    }

    /** Such as {@code 2SU} or {@code -1SU}; empty when the local date is not such a one every year. */
    private static Optional<String> nthWeekday(ZoneOffsetTransitionRule rule, int firstYear) {
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

    private static List<Observance> oneByOne(ZoneId zone, Instant from, Instant until) {
        var yearBefore = from.minus(366, ChronoUnit.DAYS);
        var changes = changes(zone, yearBefore, until.plus(1, ChronoUnit.DAYS));
        var startsInSummer = zone.getRules().isDaylightSavings(yearBefore)
                && changes.stream().anyMatch(Standard.class::isInstance);
        changes.addFirst(
                startsInSummer ? once(zone, zone.getRules().previousTransition(yearBefore)) : always(zone, yearBefore));
        return changes;
    }

    private static List<Observance> changes(ZoneId zone, Instant from, Instant until) {
        var changes = new ArrayList<Observance>();
        var change = zone.getRules().nextTransition(from);
        while (change != null && change.getInstant().isBefore(until)) {
            changes.add(once(zone, change));
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return changes;
    }

    private static Observance once(ZoneId zone, ZoneOffsetTransition change) {
        var once = observance(zone, change);
        // some readers overlook a change that has no date or rule of recurrence
        once.withProperty(new RDate<>(new DateList<>(change.getDateTimeBefore())));
        return once;
    }

    /** Writes it as standard time even if the zone's rules call it summer time: some readers refuse a zone without. */
    private static Observance always(ZoneId zone, Instant at) {
        var offset = zone.getRules().getOffset(at);
        var standard = new Standard();
        standard.withProperty(new DtStart<>(LocalDateTime.of(1970, 1, 1, 0, 0)))
                .withProperty(new TzOffsetFrom(offset))
                .withProperty(new TzOffsetTo(offset))
                .withProperty(name(zone, at));
        return standard;
    }

    private static Observance observance(ZoneId zone, ZoneOffsetTransition change) {
        var observance = zone.getRules().isDaylightSavings(change.getInstant()) ? new Daylight() : new Standard();
        observance.withProperty(new DtStart<>(change.getDateTimeBefore()))
                .withProperty(new TzOffsetFrom(change.getOffsetBefore()))
                .withProperty(new TzOffsetTo(change.getOffsetAfter()))
                .withProperty(name(zone, change.getInstant()));
        return observance;
    }

    /** An hour off in the JDK's words for a zone that made its summer time the standard time. */
    private static TzName name(ZoneId zone, Instant at) {
        var offset = zone.getRules().getOffset(at);
        var name = ABBREVIATION.format(at.atZone(zone));
        return new TzName(name.startsWith("GMT") && !offset.equals(ZoneOffset.UTC) ? "GMT" + offset : name);
    }
}
