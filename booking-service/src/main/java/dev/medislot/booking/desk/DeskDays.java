package dev.medislot.booking.desk;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;

import dev.medislot.booking.desk.DeskDay.DeskSlot;
import dev.medislot.booking.desk.DeskDay.DoctorsDay;
import dev.medislot.booking.desk.DeskFilter.Span;
import dev.medislot.booking.desk.DeskRows.Doctor;
import dev.medislot.booking.desk.DeskRows.Published;
import dev.medislot.booking.desk.DeskRows.Taken;
import dev.medislot.common.DoctorId;
import dev.medislot.web.Cursor;
import dev.medislot.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts published slots, bookings and holds of a day together, doctor by doctor. */
@Component
class DeskDays {

    private static final Comparator<Published> SHORTEST_FIRST = comparing(Published::end)
            .thenComparing(Published::typeName)
            .thenComparing(slot -> slot.id().toString());

    private final DeskRows rows;
    private final Clock clock;

    DeskDays(DeskRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    DeskDay show(DeskFilter filter, Page page) {
        var now = clock.instant();
        var doctors = page.items(rows.doctors(filter, now, page.fetch(), page.after(3)),
                last -> Cursor.of(last.lastName(), last.firstName(), last.id()));
        if (doctors.items().isEmpty()) {
            return new DeskDay(filter.date(), filter.zone(), List.of(), null);
        }
        var ids = doctors.items().stream().map(Doctor::id).toList();
        var span = spanOfAll(filter, doctors.items());
        var published = rows.published(ids, span, filter.state());
        var taken = rows.taken(ids, span, now);
        return new DeskDay(filter.date(), filter.zone(),
                doctors.items().stream().map(doctor -> day(doctor, filter, published, taken, now)).toList(),
                doctors.next());
    }

    private static Span spanOfAll(DeskFilter filter, List<Doctor> doctors) {
        var spans = doctors.stream().map(doctor -> filter.spanIn(doctor.zone())).toList();
        return new Span(spans.stream().map(Span::from).min(naturalOrder()).orElseThrow(),
                spans.stream().map(Span::to).max(naturalOrder()).orElseThrow());
    }

    private static DoctorsDay day(Doctor doctor, DeskFilter filter, Map<DoctorId, List<Published>> published,
            Map<DoctorId, List<Taken>> taken, Instant now) {
        var span = filter.spanIn(doctor.zone());
        var own = taken.getOrDefault(doctor.id(), List.of());
        var free = published.getOrDefault(doctor.id(), List.of())
                .stream()
                .filter(slot -> own.stream().noneMatch(slot::overlaps))
                .collect(groupingBy(slot -> slot.id().start()))
                .values()
                .stream()
                .map(starting -> free(starting, now));
        var slots = Stream.concat(own.stream().map(Taken::slot), free)
                .filter(slot -> span.has(slot.start()))
                .sorted(comparing(DeskSlot::start))
                .toList();
        return new DoctorsDay(doctor.id(), doctor.firstName() + " " + doctor.lastName(), doctor.specialty(),
                doctor.zone(), slots);
    }

    /** Merges the slots that start at the same time; the shortest one counts. */
    private static DeskSlot free(List<Published> starting, Instant now) {
        var sorted = starting.stream().sorted(SHORTEST_FIRST).toList();
        var shortest = sorted.getFirst();
        return DeskSlot.free(shortest.id(), shortest.end(),
                sorted.stream().flatMap(slot -> Stream.ofNullable(slot.visit())).toList(), now);
    }
}
