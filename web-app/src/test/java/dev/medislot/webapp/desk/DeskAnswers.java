package dev.medislot.webapp.desk;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.webapp.FakeApi;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A clinic in the answers of an API: thirty doctors on one day, a patient, a booking and things to do. */
final class DeskAnswers {

    static final String DAY = "2030-01-07";
    static final String DOCTOR = doctor(0);
    static final String PATIENT = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0002";
    static final String CHILD = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0004";
    static final String BOOKING = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0003";
    static final String HOLD = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0006";
    static final String TYPE = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0005";
    static final String OTHER = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0007";
    static final String FREE = slot(0, "14:00", TYPE);
    private static final int DOCTORS = 30;
    private static final String[] FIRST = { "Ada", "Luis", "Grace", "Omar", "Mei", "Ivan", "Sofia", "Noah" };
    private static final String[] LAST = { "Park", "Ortega", "Whitfield", "Haddad", "Chen", "Petrov", "Marin",
            "Ellis" };

    private DeskAnswers() {}

    static String doctor(int number) {
        return "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f01%02d".formatted(number);
    }

    static String slot(int doctor, String time, String type) {
        return new SlotId(new DoctorId(UUID.fromString(doctor(doctor))), at(time),
                type == null ? null : UUID.fromString(type)).toString();
    }

    private static Instant at(String time) {
        return LocalDate.parse(DAY).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }

    static String patient(String id, String firstName, String more) {
        return """
                {"id":"%s","version":1,"firstName":"%s","lastName":"Rivera","phone":"+19165550123",
                "timeZone":"America/Los_Angeles","address":{"street":"1 Main St","city":"Davis","state":"CA",
                "zip":"95616"},"reminders":true,"createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z",
                "emailConfirmed":false,"language":"en"%s}""".formatted(id, firstName, more);
    }

    static String booking(String status) {
        return """
                {"id":"%s","status":"%s","version":2,"patientId":"%s","patientName":"Sam Rivera","doctorId":"%s",
                "doctorName":"Ada Park","slotId":"%s","start":"2030-01-07T15:00:00Z","end":"2030-01-07T15:30:00Z",
                "patientState":"CA","reason":"A rash","changeableUntil":"2030-01-07T13:00:00Z",
                "createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z","visitTypeId":"%s",
                "visitTypeName":"Check-up","mode":"VIDEO","contact":{"phone":"+19165550123"}}""".formatted(BOOKING,
                status, PATIENT, DOCTOR, slot(0, "15:00", TYPE), TYPE);
    }

    static String day(int doctors) {
        return """
                {"date":"%s","timeZone":"America/New_York","doctors":[%s],"next":null}""".formatted(DAY,
                IntStream.range(0, doctors).mapToObj(DeskAnswers::column).collect(Collectors.joining(",")));
    }

    private static String column(int doctor) {
        var slots = IntStream.range(0, 16)
                .filter(half -> (half + doctor) % 9 != 7)
                .mapToObj(half -> slotOf(doctor, half))
                .collect(Collectors.joining(","));
        return """
                {"doctorId":"%s","doctorName":"%s %s","specialty":"%s","timeZone":"America/New_York","slots":[%s]}"""
                .formatted(doctor(doctor), FIRST[doctor % 8], LAST[doctor / 4],
                        doctor % 3 == 0 ? "Dermatology" : "Family medicine", slots);
    }

    private static String slotOf(int doctor, int half) {
        var time = LocalTime.of(14, 0).plusMinutes(30L * half);
        var end = at(time.toString()).plusSeconds(1_800);
        var id = slot(doctor, time.toString(), TYPE);
        var kind = doctor == 0 && half == 0 ? 3 : (doctor * 5 + half * 3) % 7;
        if (kind < 2) {
            return """
                    {"id":"%s","start":"%s","end":"%s","status":"BOOKED","bookingId":"%s","bookingStatus":"%s",
                    "patientId":"%s","patientName":"%s Rivera","visitTypeName":"Check-up","mode":"IN_PERSON",
                    "visits":[]}""".formatted(id, at(time.toString()), end,
                    UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)),
                    half < 2 ? "COMPLETED" : half == 3 ? "NO_SHOW" : "CONFIRMED", PATIENT, FIRST[half % 8]);
        }
        if (kind == 2 && half == 4) {
            return """
                    {"id":"%s","start":"%s","end":"%s","status":"HELD","holdId":"%s",
                    "heldUntil":"2030-01-07T14:05:00Z","patientId":"%s","patientName":"Sam Rivera","visits":[]}"""
                    .formatted(id, at(time.toString()), end, HOLD, PATIENT);
        }
        return """
                {"id":"%s","start":"%s","end":"%s","status":"OPEN","visitTypeName":"Check-up","visits":[
                {"slotId":"%s","visitTypeId":"%s","visitTypeName":"Check-up","mode":"VIDEO","end":"%s"},
                {"slotId":"%s","visitTypeId":"%s","visitTypeName":"First visit","mode":"IN_PERSON","end":"%s"}]}"""
                .formatted(id, at(time.toString()), end, id, TYPE, end, slot(doctor, time.toString(), OTHER), OTHER,
                        end.plusSeconds(1_800));
    }

    static void giveTo(FakeApi api) {
        api.answer("GET /clinic", 200, """
                {"name":"Medislot","timeZone":"America/New_York","cutOff":"PT2H","minimumNotice":"PT0S",
                "holdDuration":"PT5M","undoPeriod":"PT10M","languages":["en"]}""");
        api.answer("GET /desk/day", 200, day(DOCTORS));
        api.answer("GET /closures", 200, """
                {"items":[{"id":"%s","start":"2030-01-07T12:00","end":"2030-01-07T13:00","reason":"Fire drill"},
                {"id":"%s","start":"2030-12-25T00:00","end":"2030-12-26T00:00","reason":"Holiday"}]}""".formatted(OTHER,
                TYPE));
        var doctor = """
                {"id":"%s","firstName":"Ada","lastName":"Park","specialty":"Dermatology","timeZone":"America/New_York",
                "slotMinutes":30,"rating":{"average":4.5,"count":12},"licensedStates":["CA","NY"],
                "status":"ACTIVE"%s}""";
        api.answer("GET /doctors", 200, "{\"items\":[%s]}".formatted(doctor.formatted(DOCTOR, "")));
        IntStream.range(0, DOCTORS)
                .mapToObj(DeskAnswers::doctor)
                .forEach(id -> api.answer("GET /doctors/" + id, 200, doctor.formatted(id, "")));
        api.answer("PATCH /doctors/" + DOCTOR, 200, doctor.formatted(DOCTOR, """
                ,"affectedBookings":[{"bookingId":"%s","slotId":"%s","start":"2030-01-07T15:00:00Z",
                "end":"2030-01-07T15:30:00Z","patientState":"CA"}]""".formatted(BOOKING, FREE)));
        api.answer("GET /doctors/%s/licenses".formatted(DOCTOR), 200, """
                {"items":[{"id":"%s","state":"CA","number":"A-1","validFrom":"2029-01-01","verified":true},
                {"id":"%s","state":"NY","number":"B-2","validFrom":"2029-01-01","validUntil":"2031-01-01",
                "verified":false}]}""".formatted(OTHER, TYPE));
        patients(api);
        bookings(api);
        todo(api);
        api.answer("GET /staff", 200, """
                {"items":[{"id":"%s","email":"desk@medislot.example","disabled":false,"secondFactor":true,"version":1,
                "createdAt":"2030-01-01T00:00:00Z"},{"id":"%s","email":"late@medislot.example","disabled":true,
                "secondFactor":false,"version":1,"createdAt":"2030-01-01T00:00:00Z"}]}""".formatted(OTHER, TYPE));
        var type = """
                {"id":"%s","name":"Check-up","minutes":30,"mode":"VIDEO","bufferBefore":0,"bufferAfter":5,
                "active":true}""".formatted(TYPE);
        api.answer("GET /visit-types", 200, "{\"items\":[%s]}".formatted(type));
        api.answer("GET /visit-types/" + TYPE, 200, type);
    }

    private static void patients(FakeApi api) {
        var patient = patient(PATIENT, "Sam", ",\"email\":\"sam@medislot.example\",\"dateOfBirth\":\"1984-05-06\"");
        var child = patient(CHILD, "Kim", ",\"guardianId\":\"%s\",\"dateOfBirth\":\"2021-05-06\"".formatted(PATIENT));
        api.answer("GET /patients", 200, "{\"items\":[%s,%s]}".formatted(patient, child));
        api.answer("GET /patients/" + PATIENT, 200, patient);
        api.answer("GET /patients/" + CHILD, 200, child);
        api.answer("GET /patients/%s/dependents".formatted(PATIENT), 200, "{\"items\":[%s]}".formatted(child));
        api.answer("GET /patients/%s/dependents".formatted(CHILD), 200, "{\"items\":[]}");
        api.answer("POST /patients", 201, patient);
        api.answer("PATCH /patients/" + PATIENT, 200, patient);
        api.answer("DELETE /patients/" + PATIENT, 204, "");
        api.answer("GET /patients/%s/access".formatted(PATIENT), 200, """
                {"items":[{"at":"2030-01-02T10:00:00Z","actorId":"%s","actorRole":"STAFF","operation":"getPatient",
                "change":false,"bookingId":"%s"}]}""".formatted(OTHER, BOOKING));
    }

    private static void bookings(FakeApi api) {
        api.answer("GET /bookings", 200, "{\"items\":[%s]}".formatted(booking("CONFIRMED")));
        api.answer("GET /bookings/" + BOOKING, 200, booking("CONFIRMED"));
        api.answer("PATCH /bookings/" + BOOKING, 200, booking("CANCELLED"));
        api.answer("POST /bookings", 201, booking("CONFIRMED"));
        api.answer("POST /holds", 201, """
                {"id":"%s","slotId":"%s","expiresAt":"2030-01-07T14:05:00Z","patientId":"%s"}""".formatted(HOLD, FREE,
                PATIENT));
        api.answer("DELETE /holds/" + HOLD, 204, "");
        var version = """
                {"version":%d,"change":"%s","occurredAt":"2030-01-01T00:00:00Z","actor":{"id":"%s","role":"%s"},
                "status":"CONFIRMED","doctorId":"%s","slotId":"%s","start":"2030-01-%sT15:00:00Z",
                "end":"2030-01-%sT15:30:00Z","patientState":"CA"}""";
        api.answer("GET /bookings/%s/history".formatted(BOOKING), 200,
                "{\"items\":[%s,%s]}".formatted(
                        version.formatted(1, "CREATED", PATIENT, "PATIENT", DOCTOR, FREE, "06", "06"),
                        version.formatted(2, "MOVED", OTHER, "STAFF", DOCTOR, FREE, "07", "07")));
        api.answer("GET /slots/by-doctor", 200, """
                {"firstAvailable":"2030-01-07T17:00:00Z","days":[{"date":"2030-01-07","count":2}],
                "doctors":[{"doctorId":"%s","doctorName":"Ada Park","specialty":"Dermatology",
                "rating":{"count":0},"days":[{"date":"2030-01-07","slots":[%s,%s]}]}]}""".formatted(DOCTOR,
                open("17:00", TYPE), open("18:00", OTHER)));
    }

    private static String open(String time, String type) {
        return """
                {"id":"%s","start":"%s","end":"%s","visitTypeId":"%s","mode":"VIDEO"}""".formatted(slot(0, time, type),
                at(time), at(time).plusSeconds(1_800), type);
    }

    private static void todo(FakeApi api) {
        api.answer("GET /bookings/at-risk", 200, """
                {"items":[{"booking":%s,"why":"NOT_LICENSED","proposals":[{"slotId":"%s","doctorId":"%s",
                "doctorName":"Luis Ortega","start":"2030-01-07T15:00:00Z","end":"2030-01-07T15:30:00Z"}]}]}"""
                .formatted(booking("CONFIRMED"), slot(1, "15:00", TYPE), doctor(1)));
        api.answer("GET /licenses/unverified", 200, """
                {"items":[{"id":"%s","version":3,"doctorId":"%s","doctorName":"Ada Park","state":"NY","number":"B-2",
                "validFrom":"2029-01-01","waitingSince":"2030-01-02T10:00:00Z"}]}""".formatted(TYPE, DOCTOR));
        api.answer("POST /doctors/%s/licenses/%s/verify".formatted(DOCTOR, TYPE), 200, """
                {"id":"%s","state":"NY","number":"B-2","validFrom":"2029-01-01","verified":true}""".formatted(TYPE));
        api.answer("GET /licenses/expiring", 200, """
                {"items":[{"id":"%s","doctorId":"%s","doctorName":"Ada Park","state":"CA","number":"A-1",
                "validFrom":"2029-01-01","validUntil":"2030-02-01","strandedBookings":2}]}""".formatted(OTHER, DOCTOR));
        api.answer("GET /notifications", 200, """
                {"items":[{"id":"%s","to":"sam@medislot.example","subject":"Appointment confirmed",
                "kind":"CONFIRMATION",
                "bookingId":"%s","status":"FAILED","attempts":5,"createdAt":"2030-01-02T10:00:00Z",
                "failure":"550 no such user"}]}""".formatted(OTHER, BOOKING));
        api.answer("GET /notifications?status=PENDING", 200, "{\"items\":[]}");
        api.answer("POST /notifications/%s/resend".formatted(OTHER), 202, """
                {"id":"%s","kind":"CONFIRMATION","status":"PENDING","attempts":5,"createdAt":"2030-01-02T10:00:00Z"}"""
                .formatted(OTHER));
        api.answer("GET /audit", 200, """
                {"at":"2030-01-02T10:00:00Z","overlaps":0,"withoutLicense":1,"bookingsWithoutEvent":0,
                "versionsWithoutEvent":0,"eventsWithoutBooking":0,"contradictions":0}""");
    }
}
