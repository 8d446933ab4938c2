package dev.medislot.booking.desk;

import static dev.medislot.common.UsState.AK;
import static dev.medislot.common.UsState.HI;
import static dev.medislot.common.UsState.NV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.booking.StoredClinic.Type;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The free time of doctors with visit types. */
@BookingTest
class DeskVisitsTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Type SHORT = new Type(UUID.randomUUID(), "Short", VisitMode.PHONE, 20, 0, 0, null);
    private static final Type LONG = new Type(UUID.randomUUID(), "Long", VisitMode.VIDEO, 60, 0, 10, null);

    @Autowired
    private StoredClinic clinic;

    private final LocalDate date = LocalDate.now(NEW_YORK).plusDays(21);

    private Instant at(int minute) {
        return date.atTime(9, 0).atZone(NEW_YORK).toInstant().plus(Duration.ofMinutes(minute));
    }

    private List<Instant> starts(int... minutes) {
        return Arrays.stream(minutes).mapToObj(this::at).toList();
    }

    private SlotId slot(DoctorId doctor, int minute, Type type) {
        return new SlotId(doctor, at(minute), type.id());
    }

    private List<JsonNode> slots(DoctorId doctor, LocalDate day, String more) {
        return clinic.staff()
                .get("/desk/day?date=%s&doctorId=%s%s".formatted(day, doctor, more))
                .isOk()
                .list("doctors/0/slots");
    }

    /** The ids of what can start, slot by slot. */
    private static List<List<String>> visits(List<JsonNode> slots) {
        return slots.stream()
                .map(slot -> slot.path("visits").valueStream().map(each -> each.path("slotId").asString()).toList())
                .toList();
    }

    private List<String> ids(DoctorId doctor, int minute, Type... types) {
        return Arrays.stream(types).map(type -> slot(doctor, minute, type).toString()).toList();
    }

    @Test
    void aFreeSlotHasEachTypeThatCanStartThen() {
        var doctor = clinic.doctor(AK);
        clinic.offer(doctor, starts(0, 30, 60), LONG, SHORT);
        var booked = clinic.patient(AK).book(slot(doctor, 60, SHORT)).isCreated();

        var shown = slots(doctor, date, "");

        assertThat(visits(shown)).containsExactly(ids(doctor, 0, SHORT), ids(doctor, 30, SHORT), List.of());
        assertThat(shown.get(2).path("bookingId").asString()).isEqualTo(booked.id());
        assertThat(shown.get(2).path("mode").asString()).isEqualTo("PHONE");
        var first = shown.getFirst();
        assertThat(first.path("id").asString()).isEqualTo(slot(doctor, 0, SHORT).toString());
        assertThat(first.path("status").asString()).isEqualTo("OPEN");
        assertThat(first.path("end").asString()).isEqualTo(at(20).toString());
        assertThat(first.path("visitTypeName").asString()).isEqualTo("Short");
        assertThat(first.path("mode").asString()).isEqualTo("PHONE");
        assertThat(first.at("/visits/0/visitTypeId").asString()).isEqualTo(SHORT.id().toString());
        assertThat(first.at("/visits/0/mode").asString()).isEqualTo("PHONE");
        clinic.staff().cancel(booked.id());
        var free = slots(doctor, date, "").getLast();
        assertThat(visits(List.of(free))).containsExactly(ids(doctor, 60, SHORT, LONG));
        assertThat(free.at("/visits/1/end").asString()).isEqualTo(at(120).toString());
    }

    @Test
    void aVisitBeyondMidnightTakesTimeOfBothDays() {
        var doctor = clinic.doctor(AK);
        int beforeMidnight = 14 * 60 + 30;
        clinic.offer(doctor, starts(beforeMidnight), LONG, SHORT);
        clinic.offer(doctor, starts(15 * 60, 15 * 60 + 40), SHORT);
        clinic.patient(AK).book(slot(doctor, 15 * 60, SHORT)).isCreated();

        assertThat(visits(slots(doctor, date, ""))).containsExactly(ids(doctor, beforeMidnight, SHORT));
        assertThat(visits(slots(doctor, date.plusDays(1), ""))).containsExactly(List.of(),
                ids(doctor, 15 * 60 + 40, SHORT));
        clinic.patient(AK).hold(slot(doctor, beforeMidnight, SHORT)).isCreated();
        assertThat(visits(slots(doctor, date, ""))).containsExactly(List.of());
    }

    @Test
    void buffersBlockTheDefaultVisitToo() {
        var doctor = clinic.doctor(AK);
        clinic.offer(doctor, starts(0), LONG);
        clinic.patient(AK).book(slot(doctor, 0, LONG)).isCreated();
        clinic.close(doctor);
        var half = Duration.ofMinutes(30);
        clinic.slots(doctor, half, starts(60, 90));

        assertThat(slots(doctor, date, "")).extracting(slot -> slot.path("start").asString())
                .containsExactly(at(0).toString(), at(90).toString());
    }

    @Test
    void aStateLeavesTheTypesThatItsPatientsMayBook() {
        var doctor = clinic.doctor(AK, HI);
        var inPerson = new Type(UUID.randomUUID(), "At the clinic", VisitMode.IN_PERSON, 30, 0, 0, HI);
        var elsewhere = new Type(UUID.randomUUID(), "Elsewhere", VisitMode.IN_PERSON, 40, 0, 0, NV);
        clinic.offer(doctor, starts(0), SHORT, inPerson, elsewhere);

        assertThat(visits(slots(doctor, date, ""))).containsExactly(ids(doctor, 0, SHORT, inPerson));
        assertThat(visits(slots(doctor, date, "&state=HI"))).containsExactly(ids(doctor, 0, SHORT, inPerson));
        assertThat(visits(slots(doctor, date, "&state=AK"))).containsExactly(ids(doctor, 0, SHORT));
        assertThat(slots(doctor, date, "&state=ME")).isEmpty();
    }

    @Test
    void whatIsFreeCanBeBookedAndNothingElse() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 4; round++) {
            var doctor = clinic.doctor(AK);
            var types = IntStream.range(0, 3)
                    .mapToObj(i -> new Type(UUID.randomUUID(), "Type " + i, VisitMode.VIDEO,
                            10 + 5 * random.nextInt(12), 5 * random.nextInt(4), 5 * random.nextInt(4), null))
                    .toArray(Type[]::new);
            var starts = IntStream.range(0, 24).filter(_ -> random.nextInt(4) > 0).mapToObj(i -> at(10 * i)).toList();
            clinic.offer(doctor, starts, types);
            var all = new ArrayList<>(starts.stream()
                    .flatMap(start -> Arrays.stream(types).map(type -> new SlotId(doctor, start, type.id())))
                    .toList());
            Collections.shuffle(all, random);
            all.stream().limit(4).forEach(slot -> clinic.patient(AK).book(slot));
            clinic.patient(AK).hold(all.get(5));

            var free = new HashSet<>(visits(slots(doctor, date, "")).stream().flatMap(List::stream).toList());

            var staff = clinic.staff();
            var seeker = clinic.patient(AK);
            for (var slot : all) {
                var answer = seeker.book(slot);
                assertThat(free.contains(slot.toString())).as("seed %d, %s: %s", seed, slot.start(), answer.body())
                        .isEqualTo(answer.status() == 201);
                if (answer.status() == 201) {
                    staff.cancel(answer.id());
                }
            }
        }
    }
}
