package dev.medislot.notification.letter;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
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
            var nth = NthWeekday.of(rule, firstYear);
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
