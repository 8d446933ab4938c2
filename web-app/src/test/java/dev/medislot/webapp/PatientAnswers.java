package dev.medislot.webapp;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import java.time.Instant;
import java.util.UUID;

/** The API's answers about a patient, a doctor with openings and an appointment. */
final class PatientAnswers {

    static final String DOCTOR = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0001";
    static final String PATIENT = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0002";
    static final String BOOKING = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0003";
    static final String DEPENDENT = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0004";
    static final String TYPE = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0005";
    static final String ENTRY = "7a1c3f52-6f0b-4e0e-9a55-2f1d0c9b8e77";
    static final String SLOT = slot(17);

    private PatientAnswers() {}

    static void give(FakeApi api) {
        ofThePatient(api);
        ofDoctors(api);
        ofAppointments(api);
        ofAccounts(api);
    }

    private static void ofThePatient(FakeApi api) {
        var patient = """
                {"id":"%s","version":1,"email":"sam@medislot.example","firstName":"Sam","lastName":"Rivera",
                "timeZone":"America/Los_Angeles","address":{"street":"1 Main St","city":"Davis","state":"CA",
                "zip":"95616"},"reminders":true,"createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z",
                "emailConfirmed":true,"language":"en"}""".formatted(PATIENT);
        api.answer("GET /patients/me", 200, patient);
        api.answer("PATCH /patients/" + PATIENT, 200, patient);
        api.answer("GET /patients/%s/dependents".formatted(PATIENT), 200, "{\"items\":[]}");
    }

    private static void ofDoctors(FakeApi api) {
        api.answer("GET /doctors/" + DOCTOR, 200, """
                {"id":"%s","version":1,"firstName":"Ada","lastName":"Park","timeZone":"America/New_York",
                "slotMinutes":30,"rating":{"average":4.5,"count":12},"licensedStates":["CA"]}""".formatted(DOCTOR));
        api.answer("GET /doctors", 200, """
                {"items":[{"id":"%s","version":1,"firstName":"Ada","lastName":"Park","specialty":"Dermatology",
                "timeZone":"America/New_York","slotMinutes":30,"rating":{"count":0},"licensedStates":["CA"]}]}"""
                .formatted(DOCTOR));
        api.answer("GET /slots/by-doctor", 200, """
                {"firstAvailable":"2030-01-07T17:00:00Z","days":[{"date":"2030-01-07","count":3},
                {"date":"2030-01-08","count":1},{"date":"2030-01-09","count":0},{"date":"2030-01-10","count":0},
                {"date":"2030-01-11","count":0},{"date":"2030-01-12","count":0},{"date":"2030-01-13","count":0}],
                "doctors":[{"doctorId":"%s","doctorName":"Dr. Ada Park","specialty":"Dermatology",
                "rating":{"average":4.5,"count":12},"days":[{"date":"2030-01-07","slots":[%s,%s,%s]},
                {"date":"2030-01-08","slots":[%s]}]}]}""".formatted(DOCTOR, open(17), open(18), open(22),
                open(17).replace("01-07T", "01-08T")));
    }

    private static void ofAppointments(FakeApi api) {
        api.answer("GET /bookings", 200, "{\"items\":[" + booking("CONFIRMED") + "]}");
        api.answer("GET /bookings/" + BOOKING, 200, booking("CONFIRMED"));
        api.answer("POST /bookings", 201, booking("CONFIRMED"));
        api.answer("PATCH /bookings/" + BOOKING, 200, booking("CANCELLED"));
        api.answer("GET /holds", 200, "{\"items\":[" + hold() + "]}");
        api.answer("POST /holds", 201, hold());
    }

    private static void ofAccounts(FakeApi api) {
        api.answer("POST /emails/confirm", 204, "");
        api.answer("POST /passwords/reset", 202, "");
        api.answer("POST /passwords/reset/confirm", 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"token","message":"is wrong"}]}""");
        api.answer("POST /sessions/logout", 204, "");
        api.answer("POST /sessions/refresh", 200, login());
        api.answer("POST /patients/login", 200, login());
        api.answer("POST /patients", 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"Invalid",
                "errors":[{"field":"address.zip","message":"must be a ZIP code"}]}""");
    }

    static String slot(int hour) {
        return new SlotId(new DoctorId(UUID.fromString(DOCTOR)), Instant.parse("2030-01-07T%d:00:00Z".formatted(hour)))
                .toString();
    }

    static String open(int hour) {
        return "{\"id\":\"%s\",\"start\":\"2030-01-07T%d:00:00Z\",\"end\":\"2030-01-07T%d:30:00Z\"}"
                .formatted(slot(hour), hour, hour);
    }

    static String hold() {
        return "{\"id\":\"%s\",\"slotId\":\"%s\",\"expiresAt\":\"2030-01-07T16:05:00Z\",\"patientId\":\"%s\"}"
                .formatted(BOOKING, SLOT, PATIENT);
    }

    static String login() {
        return """
                {"accessToken":"new-access","tokenType":"Bearer","expiresIn":900,"refreshToken":"new","id":"%s",
                "role":"PATIENT"}""".formatted(PATIENT);
    }

    static String booking(String status) {
        return """
                {"id":"%s","status":"%s","version":1,"patientId":"%s","doctorId":"%s","doctorName":"Dr. Ada Park",
                "slotId":"%s","start":"2030-01-07T17:00:00Z","end":"2030-01-07T17:30:00Z","patientState":"CA",
                "changeableUntil":"2030-01-06T17:00:00Z","createdAt":"2030-01-01T00:00:00Z",
                "updatedAt":"2030-01-01T00:00:00Z"}""".formatted(BOOKING, status, PATIENT, DOCTOR, SLOT);
    }

    static String entry() {
        return """
                {"id":"%s","status":"OFFERED","patientId":"%s","doctorId":"%s","state":"CA",
                "from":"2030-01-01T08:00:00Z","to":"2030-02-01T08:00:00Z","createdAt":"2029-12-01T00:00:00Z",
                "offer":{"slotId":"%s","doctorId":"%s","start":"2030-01-07T17:00:00Z","end":"2030-01-07T17:30:00Z",
                "expiresAt":"2030-01-07T15:15:00Z","timeZone":"America/New_York"}}""".formatted(ENTRY, PATIENT, DOCTOR,
                SLOT, DOCTOR);
    }
}
