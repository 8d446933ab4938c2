package dev.medislot.booking.desk;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import dev.medislot.booking.desk.DeskDay.DeskSlot;
import dev.medislot.booking.desk.DeskDay.DoctorsDay;
import dev.medislot.booking.desk.DeskFilter.Span;
import dev.medislot.booking.desk.DeskRows.Doctor;
import dev.medislot.common.DoctorId;
import dev.medislot.web.Cursor;
import dev.medislot.web.Page;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts published slots, bookings and holds of a day together, doctor by doctor. */
@Component
class DeskDays {

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
        var published = rows.published(ids, span, now);
        var taken = rows.taken(ids, span, now);
        return new DeskDay(filter.date(), filter.zone(),
                doctors.items().stream().map(doctor -> day(doctor, filter, published, taken)).toList(), doctors.next());
    }

    private static Span spanOfAll(DeskFilter filter, List<Doctor> doctors) {
        var spans = doctors.stream().map(doctor -> filter.spanIn(doctor.zone())).toList();
        return new Span(spans.stream().map(Span::from).min(naturalOrder()).orElseThrow(),
                spans.stream().map(Span::to).max(naturalOrder()).orElseThrow());
    }

    private static DoctorsDay day(Doctor doctor, DeskFilter filter, Map<DoctorId, List<DeskSlot>> published,
            Map<DoctorId, List<DeskSlot>> taken) {
        var span = filter.spanIn(doctor.zone());
        var own = taken.getOrDefault(doctor.id(), List.of());
        var free = published.getOrDefault(doctor.id(), List.of())
                .stream()
                .filter(slot -> own.stream().noneMatch(slot::sharesTimeWith));
        var slots = Stream.concat(own.stream(), free)
                .filter(slot -> span.has(slot.start()))
                .sorted(comparing(DeskSlot::start))
                .toList();
        return new DoctorsDay(doctor.id(), doctor.firstName() + " " + doctor.lastName(), doctor.specialty(),
                doctor.zone(), slots);
    }
}
