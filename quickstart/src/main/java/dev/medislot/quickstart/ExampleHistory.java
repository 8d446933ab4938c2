package dev.medislot.quickstart;

import static dev.medislot.quickstart.ExampleApi.JSON;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.SlotTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The visits of the past, which no API can book: written to the database of the booking service, with every version and
 * its event, as that service would have. Their ratings come through the API.
 */
final class ExampleHistory {

    /** Older than what is mailed, so that no letter goes out about it. */
    private static final Duration BOOKED_AHEAD = Duration.ofDays(10);
    private static final Duration CANCELLED_AHEAD = Duration.ofDays(8);

    /** The database of the booking service. */
    record Database(String url, String user, String password) {

        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }
    }

    private final ExampleData data;
    private final Database database;
    private final Clock clock;
    private final Map<String, ExampleApi> logins = new HashMap<>();

    ExampleHistory(ExampleData data, Database database, Clock clock) {
        this.data = data;
        this.database = database;
        this.clock = clock;
    }

    void load() {
        var now = clock.instant();
        var past = ExampleBookings.visits(data, now).filter(visit -> !visit.start().isAfter(now)).toList();
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            var rows = new ExampleRows(connection);
            for (var visit : past) {
                write(visit, rows, now);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new CannotStart("the visits of the past cannot be stored: " + e.getMessage(), e);
        }
        past.stream().filter(visit -> visit.data().has("stars")).forEach(this::rate);
    }

    private void write(ExampleVisit visit, ExampleRows rows, Instant now) throws SQLException {
        var booked = event(visit, BookingStatus.CONFIRMED, visit.start().minus(BOOKED_AHEAD));
        if (!rows.add(booked, visit.text("reason"), visit.text("type"))) {
            return;
        }
        var end = booked.slot().end();
        var status = BookingStatus.valueOf(visit.text("status"));
        if (status == BookingStatus.CANCELLED) {
            rows.close(event(visit, status, visit.start().minus(CANCELLED_AHEAD)));
        } else if (end.isBefore(now)) {
            rows.close(event(visit, status, end));
        }
    }

    private BookingEvent event(ExampleVisit visit, BookingStatus status, Instant at) {
        var id = id(visit);
        var patient = UUID.fromString(data.person(visit.text("patient")));
        var doctor = UUID.fromString(data.person(visit.text("doctor")));
        var state = UsState.valueOf(data.account(visit.text("patient")).at("/account/address/state").asString(""));
        var type = type(visit);
        var typeId = type == null ? null : UUID.fromString(data.visitType(visit.text("type")));
        var mode = type == null ? null : VisitMode.valueOf(type.path("mode").asString(""));
        var end = visit.start().plus(Duration.ofMinutes(minutes(visit)));
        var slot = new SlotTime(new SlotId(new DoctorId(doctor), visit.start(), typeId), visit.start(), end);
        var from = type == null ? null : visit.start();
        var until = type == null ? null : end;
        var name = type == null ? null : visit.text("type");
        var byPatient = new Actor(patient, Role.PATIENT);
        return switch (status) {
            case CONFIRMED -> new BookingCreated(id, 1, at, byPatient, status, patient, state, doctor, slot, null, null,
                    typeId, mode, from, until, name);
            case CANCELLED -> new BookingCancelled(id, 2, at, byPatient, status, patient, state, doctor, slot, null,
                    null, typeId, mode, from, until, null, name);
            case COMPLETED, NO_SHOW -> new BookingUpdated(id, 2, at, new Actor(doctor, Role.DOCTOR), status, patient,
                    state, doctor, slot, null, null, typeId, mode, from, until, name);
        };
    }

    /** The same for each visit of the data, so that a repeat adds nothing. */
    private static UUID id(ExampleVisit visit) {
        return UUID.nameUUIDFromBytes(JSON.writeValueAsBytes(visit.data()));
    }

    private @Nullable JsonNode type(ExampleVisit visit) {
        return data.examples()
                .path("visitTypes")
                .valueStream()
                .filter(type -> type.path("name").asString("").equals(visit.text("type")))
                .findFirst()
                .orElse(null);
    }

    private int minutes(ExampleVisit visit) {
        var doctor = data.doctor(visit.text("doctor"));
        var type = type(visit);
        return type == null ? doctor.at("/account/slotMinutes").asInt()
                : doctor.path("visitTypes")
                        .valueStream()
                        .filter(own -> own.path("name").equals(type.path("name")))
                        .findFirst()
                        .orElse(type)
                        .path("minutes")
                        .asInt(type.path("minutes").asInt());
    }

    private void rate(ExampleVisit visit) {
        var email = data.account(visit.text("patient")).at("/account/email").asString("");
        var rating = JSON.createObjectNode()
                .put("bookingId", id(visit).toString())
                .put("stars", visit.data().path("stars").asInt());
        if (visit.data().has("comment")) {
            rating.set("comment", visit.data().path("comment"));
        }
        logins.computeIfAbsent(email, _ -> data.anyone().as("patients", email, ServiceEnvironment.PASSWORD))
                .post("ratings", rating);
    }
}
