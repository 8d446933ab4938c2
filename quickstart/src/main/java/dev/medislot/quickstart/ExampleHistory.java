package dev.medislot.quickstart;

import static dev.medislot.quickstart.ExampleApi.JSON;

import dev.medislot.common.BookingStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The visits of the past, which no API can book: written to the database of the booking service, with every version and
 * its event, as that service would have. Their ratings come through the API.
 */
final class ExampleHistory {

    /** Older than every mail, so that no letter goes out about it. */
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
    private final ExampleEvents events;
    private final Clock clock;
    private final Map<String, ExampleApi> logins = new HashMap<>();

    ExampleHistory(ExampleData data, Database database, Clock clock) {
        this.data = data;
        this.database = database;
        this.events = new ExampleEvents(data);
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
        var booked = events.event(visit, BookingStatus.CONFIRMED, visit.start().minus(BOOKED_AHEAD));
        if (!rows.add(booked, visit.text("reason"), visit.text("type"))) {
            return;
        }
        var end = booked.slot().end();
        var status = BookingStatus.valueOf(visit.text("status"));
        if (status == BookingStatus.CANCELLED) {
            rows.close(events.event(visit, status, visit.start().minus(CANCELLED_AHEAD)));
        } else if (status != BookingStatus.CONFIRMED && end.isBefore(now)) {
            rows.close(events.event(visit, status, end));
        }
    }

    private void rate(ExampleVisit visit) {
        var email = data.account(visit.text("patient")).at("/account/email").asString("");
        var rating = JSON.createObjectNode()
                .put("bookingId", ExampleEvents.id(visit).toString())
                .put("stars", visit.data().path("stars").asInt());
        if (visit.data().has("comment")) {
            rating.set("comment", visit.data().path("comment"));
        }
        logins.computeIfAbsent(email, _ -> data.anyone().as("patients", email, ServiceEnvironment.PASSWORD))
                .post("ratings", rating);
    }
}
