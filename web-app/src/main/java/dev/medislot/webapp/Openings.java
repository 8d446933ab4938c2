package dev.medislot.webapp;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.medislot.client.opening.DoctorOpeningQuery;
import dev.medislot.client.opening.DoctorOpenings;
import dev.medislot.client.opening.DoctorOpenings.DayCount;
import dev.medislot.client.opening.DoctorOpenings.OpenDoctor;
import dev.medislot.client.opening.DoctorOpenings.OpenSlot;
import dev.medislot.client.opening.OpeningApi;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a week of openings, beginning at the first one. */
record Openings(OpeningApi api, Times times) {

    private static final int WEEK = 7;
    private static final int NEAREST = 5;
    /** The number of offers of the same doctor, if others have times too. */
    private static final int NEAREST_OWN = 3;
    /** The number of times in each part of a day that a doctor among others shows. */
    private static final int MAX_TIMES = 6;
    private static final int DAWN = 5;
    private static final int NOON = 12;
    private static final int EVENING = 17;

    /**
     * A week of openings, and the day that is shown.
     *
     * @param first the first opening of all days; null without one
     * @param cards the doctors with openings on the day
     * @param nearest times to take instead of a lost one; empty if none was lost
     * @param earlier the week before; null if it is in the past
     * @param next the cursor of further doctors; null on the last page
     */
    record Found(Search search, LocalDate day, @Nullable Instant first, List<DayCount> days, List<Card> cards,
            List<Offer> nearest, @Nullable LocalDate earlier, LocalDate later, @Nullable String next) {

        /** Differs when the page shows other times or counts. */
        public String fingerprint() {
            return shown() + "." + Integer.toHexString(Objects.hash(first, days));
        }

        /** Whether a page with that fingerprint shows the same times of the day. */
        boolean hasTimesOf(String fingerprint) {
            return fingerprint.startsWith(shown() + ".");
        }

        /** It has no enum in it, whose hash is another one in each process. */
        private String shown() {
            var parts = cards.stream()
                    .flatMap(card -> card.visits().stream())
                    .flatMap(visits -> visits.parts().stream())
                    .map(Part::fingerprint)
                    .toList();
            return Integer.toHexString(Objects.hash(parts, nearest.stream().map(offer -> offer.slot().id()).toList()));
        }

        public boolean hasFirst(Times times) {
            return first != null && times.date(first).equals(day);
        }
    }

    /** A doctor with the visits that can begin on one day, by the time of the first one. */
    record Card(OpenDoctor doctor, List<Visits> visits) {

        public String initials() {
            var name = doctor.doctorName().replace("Dr. ", "");
            var last = name.substring(name.lastIndexOf(' ') + 1);
            return name.equals(last) ? last.substring(0, 1) : name.substring(0, 1) + last.charAt(0);
        }
    }

    /** The times of visits that are alike. */
    record Visits(Kind kind, List<Part> parts) {}

    /** @param type null for the default visit */
    record Kind(@Nullable UUID type, @Nullable VisitMode mode, Duration length) {

        private static Kind of(OpenSlot slot) {
            return new Kind(slot.visitTypeId(), slot.mode(), Duration.between(slot.start(), slot.end()));
        }
    }

    /**
     * The times of a part of a day.
     *
     * @param more the number of times that are left out
     */
    record Part(String name, List<OpenSlot> slots, int more) {

        private static Part of(String name, List<OpenSlot> slots, int max) {
            return new Part(name, slots.stream().limit(max).toList(), Math.max(0, slots.size() - max));
        }

        private int fingerprint() {
            return Objects.hash(more, slots.stream().map(slot -> Objects.hash(slot.id(), slot.end())).toList());
        }
    }

    /** A time to take instead of one that is lost. */
    record Offer(OpenSlot slot, String doctorName) {}

    Found of(Search search, @Nullable String cursor, @Nullable SlotId lost) {
        var today = times.date(Instant.now());
        var wanted = search.day() == null && lost != null ? times.date(lost.start()) : search.day();
        var from = wanted == null ? today : begin(today, wanted);
        var own = lost == null ? null : Pending.of(() -> week(search.with(lost.doctor()), from, null));
        var soonest = from.isAfter(today) ? Pending.of(() -> week(search, today, null).firstAvailable()) : null;
        var found = week(search, from, cursor);
        var first = soonest == null ? found.firstAvailable() : soonest.get();
        if (wanted == null && first != null && found.days().getLast().date().isBefore(times.date(first))) {
            found = week(search, begin(today, times.date(first)), cursor);
        }
        var shown = wanted == null || wanted.isBefore(today) ? firstOpen(found) : wanted;
        var begin = found.days().getFirst().date();
        return new Found(search.on(shown), shown, first, days(found, cursor), cards(search, found, shown),
                lost == null || own == null ? List.of() : nearest(own.get(), found, lost),
                begin.isAfter(today) ? latest(today, begin.minusDays(WEEK)) : null, begin.plusDays(WEEK), found.next());
    }

    private DoctorOpenings week(Search search, LocalDate from, @Nullable String cursor) {
        return api.byDoctor(new DoctorOpeningQuery(search.state(), search.specialty(), from, WEEK, times.zone(),
                search.doctorId(), search.visit(), search.mode(), null, cursor));
    }

    /** Where all doctors are listed, each start of a doctor counts once, whichever visits can begin then. */
    private static List<DayCount> days(DoctorOpenings found, @Nullable String cursor) {
        return cursor != null || found.next() != null ? found.days()
                : found.days().stream().map(day -> new DayCount(day.date(), starts(found, day.date()))).toList();
    }

    private static int starts(DoctorOpenings found, LocalDate day) {
        return found.doctors()
                .stream()
                .flatMap(doctor -> doctor.days().stream())
                .filter(open -> open.date().equals(day))
                .mapToInt(open -> (int) open.slots().stream().map(OpenSlot::start).distinct().count())
                .sum();
    }

    /** Weeks are counted from today, so that the strip of days stays while one of its days is chosen. */
    private static LocalDate begin(LocalDate today, LocalDate day) {
        var weeks = Math.max(0, today.until(day, ChronoUnit.DAYS)) / WEEK;
        return today.plusDays(weeks * WEEK);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate firstOpen(DoctorOpenings found) {
        return found.days().stream().filter(day -> day.count() > 0).findFirst().orElse(found.days().getFirst()).date();
    }

    /** The nearest times of the doctor whose slot is lost, and of others. */
    private static List<Offer> nearest(DoctorOpenings ofDoctor, DoctorOpenings found, SlotId lost) {
        var own = offers(ofDoctor, lost);
        var others = offers(found, lost).stream()
                .filter(offer -> !offer.slot().id().doctor().equals(lost.doctor()))
                .toList();
        return Stream.of(own.stream().limit(NEAREST_OWN), others.stream(), own.stream().skip(NEAREST_OWN))
                .flatMap(offers -> offers)
                .limit(NEAREST)
                .sorted(Comparator.comparing(offer -> offer.slot().start()))
                .toList();
    }

    /** The times by their distance from the slot that is lost. */
    private static List<Offer> offers(DoctorOpenings found, SlotId lost) {
        return found.doctors()
                .stream()
                .flatMap(doctor -> doctor.days()
                        .stream()
                        .flatMap(day -> day.slots().stream())
                        .filter(slot -> !slot.id().equals(lost))
                        .map(slot -> new Offer(slot, doctor.doctorName())))
                .sorted(Comparator.comparing(offer -> offer.slot().start().until(lost.start()).abs()))
                .toList();
    }

    private List<Card> cards(Search search, DoctorOpenings found, LocalDate day) {
        var max = search.doctor() == null ? MAX_TIMES : Integer.MAX_VALUE;
        return found.doctors()
                .stream()
                .map(doctor -> card(doctor, day, max))
                .filter(card -> !card.visits().isEmpty())
                .toList();
    }

    private Card card(OpenDoctor doctor, LocalDate day, int max) {
        var slots = doctor.days()
                .stream()
                .filter(open -> open.date().equals(day))
                .flatMap(open -> open.slots().stream())
                .collect(groupingBy(Kind::of, LinkedHashMap::new, toList()));
        var visits = slots.entrySet()
                .stream()
                .map(kind -> new Visits(kind.getKey(), parts(kind.getValue(), max)))
                .toList();
        return new Card(doctor, visits);
    }

    private List<Part> parts(List<OpenSlot> slots, int max) {
        return Stream.of("night", "morning", "afternoon", "evening")
                .map(part -> Part.of(part, slots.stream().filter(slot -> part(slot).equals(part)).toList(), max))
                .filter(part -> !part.slots().isEmpty())
                .toList();
    }

    private String part(OpenSlot slot) {
        var hour = slot.start().atZone(times.zone()).getHour();
        if (hour < DAWN) {
            return "night";
        }
        if (hour < NOON) {
            return "morning";
        }
        return hour < EVENING ? "afternoon" : "evening";
    }
}
