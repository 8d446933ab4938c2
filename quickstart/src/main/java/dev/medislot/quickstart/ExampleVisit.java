package dev.medislot.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/**
 * A visit of the example data.
 *
 * @param start of a visit ahead: the earliest
 */
record ExampleVisit(JsonNode data, Instant start) {

    private static final Duration GRID = Duration.ofHours(1);

    /** On a weekday on which the doctor works, if it lies in the past. */
    static ExampleVisit of(JsonNode data, JsonNode doctor, Instant now) {
        return new ExampleVisit(data, start(data, doctor, now));
    }

    private static Instant start(JsonNode data, JsonNode doctor, Instant now) {
        var hours = data.path("hours");
        if (!hours.isMissingNode()) {
            var since = Duration.ofSeconds(now.getEpochSecond() % GRID.toSeconds());
            return now.truncatedTo(ChronoUnit.SECONDS).minus(since).plus(Duration.ofHours(hours.asInt()));
        }
        var zone = zone(doctor);
        var date = date(data.path("day").asInt(), doctor, LocalDate.ofInstant(now, zone));
        return ZonedDateTime.of(date, LocalTime.parse(data.path("time").asString()), zone).toInstant();
    }

    private static LocalDate date(int days, JsonNode doctor, LocalDate today) {
        var date = today.plusDays(days);
        while (days < 0 && !worksOn(doctor, date)) {
            date = date.minusDays(1);
        }
        return date;
    }

    static ZoneId zone(JsonNode doctor) {
        return ZoneId.of(doctor.at("/account/timeZone").asString());
    }

    static boolean worksOn(JsonNode doctor, LocalDate date) {
        return !doctor.path("week").path(date.getDayOfWeek().name()).isEmpty();
    }

    String text(String property) {
        return data.path(property).asString("");
    }
}
