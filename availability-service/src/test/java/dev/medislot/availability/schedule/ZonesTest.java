package dev.medislot.availability.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.web.TimeZones;
import java.time.ZoneId;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AvailabilityTest
class ZonesTest {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void postgresKnowsEveryZoneThatIsAccepted() {
        var unknown = new TreeSet<>(ZoneId.getAvailableZoneIds().stream().filter(TimeZones::isKnown).toList());
        unknown.removeAll(jdbc.sql("select name from pg_timezone_names").query(String.class).list());
        assertThat(unknown).isEmpty();
    }
}
