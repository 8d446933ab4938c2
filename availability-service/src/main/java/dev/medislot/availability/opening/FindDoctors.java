package dev.medislot.availability.opening;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.medislot.availability.opening.DoctorOpenings.Doctor;
import dev.medislot.availability.opening.DoctorOpenings.FirstOpening;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import dev.medislot.web.Cursor;
import dev.medislot.web.Page;
import dev.medislot.web.TimeBounds;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Lists doctors with their openings of some days. */
@Component
class FindDoctors {

    /** @param visitTypeId null for the default visit */
    record OpenSlot(SlotId id, Instant start, Instant end, @Nullable UUID visitTypeId, VisitMode mode) {}

    record OpenDay(LocalDate date, List<OpenSlot> slots) {}

    /** @param average of 1 to 5 stars; missing without ratings */
    @Schema(name = "DoctorRating")
    record Stars(@Nullable Double average, int count) {}

    record OpenDoctor(UUID doctorId, String doctorName, @Nullable String specialty, Stars rating, List<OpenDay> days) {}

    /** @param count at most 200 */
    record DayCount(LocalDate date, int count) {}

    /**
     * The openings of some days, by doctor.
     *
     * @param firstAvailable the first start of all matching doctors, also after the days; missing without one
     * @param days all dates, with the openings of all matching doctors
     */
    @Schema(name = "DoctorOpenings")
    record DoctorPage(@Nullable Instant firstAvailable, List<DayCount> days, List<OpenDoctor> doctors,
            @Nullable String next) {}

    private final Openings openings;
    private final DoctorOpenings doctorOpenings;

    FindDoctors(Openings openings, DoctorOpenings doctorOpenings) {
        this.openings = openings;
        this.doctorOpenings = doctorOpenings;
    }

    /**
     * Reads one snapshot, so that counts and slots agree.
     *
     * @param search its window begins with the first date or later and ends with the last one
     * @param dates all dates of the window, in the zone
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    DoctorPage page(Search search, List<LocalDate> dates, ZoneId zone, Page page, Instant now) {
        var bounds = IntStream.rangeClosed(0, dates.size())
                .mapToObj(day -> dates.getFirst().plusDays(day).atStartOfDay(zone).toInstant())
                .toList();
        var counts = doctorOpenings.counts(search, bounds, now);
        var items = page.items(doctorOpenings.firstOpenings(search, after(page), now),
                first -> Cursor.of(first.start(), first.doctor()));
        return new DoctorPage(firstAvailable(search, now),
                IntStream.range(0, counts.length).mapToObj(day -> new DayCount(dates.get(day), counts[day])).toList(),
                doctors(items.items().stream().map(FirstOpening::doctor).toList(), search, zone, now), items.next());
    }

    private static @Nullable FirstOpening after(Page page) {
        var after = page.after(2);
        return after == null ? null : new FirstOpening(new DoctorId(after.uuid(1)), after.instant(0));
    }

    private @Nullable Instant firstAvailable(Search search, Instant now) {
        var first = openings.find(search.until(TimeBounds.LATEST, 1), now);
        return first.isEmpty() ? null : first.getFirst().start();
    }

    private List<OpenDoctor> doctors(List<DoctorId> ids, Search search, ZoneId zone, Instant now) {
        var doctors = doctorOpenings.doctors(ids).stream().collect(toMap(Doctor::id, Function.identity()));
        var slots = doctorOpenings.of(ids, search, now).stream().collect(groupingBy(Opening::doctor));
        return ids.stream().map(id -> openDoctor(doctors, slots.getOrDefault(id, List.of()), id, zone)).toList();
    }

    private static OpenDoctor openDoctor(Map<DoctorId, Doctor> doctors, List<Opening> openings, DoctorId id,
            ZoneId zone) {
        var doctor = Objects.requireNonNull(doctors.get(id));
        var days = openings.stream()
                .collect(groupingBy(opening -> LocalDate.ofInstant(opening.start(), zone), TreeMap::new,
                        mapping(FindDoctors::openSlot, toList())));
        return new OpenDoctor(id.value(), doctor.name(), doctor.specialty(),
                new Stars(doctor.average(), doctor.ratings()),
                days.entrySet().stream().map(day -> new OpenDay(day.getKey(), day.getValue())).toList());
    }

    private static OpenSlot openSlot(Opening opening) {
        var visit = opening.visit();
        return new OpenSlot(opening.slotId(), opening.start(), opening.end(), visit == null ? null : visit.type(),
                visit == null ? VisitMode.VIDEO : visit.mode());
    }
}
