package dev.medislot.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.Api;
import dev.medislot.testkit.ServiceSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Data of the last release without visit types. */
class OlderDataTest {

    private static final String DATABASE = "availability_without_visit_types";
    private static final int HORIZON = 60;

    private final DoctorId doctor = new DoctorId(UUID.randomUUID());
    private final LocalDate today = World.today();
    private final LocalDate date = today.plusDays(5);
    private final JdbcClient jdbc = JdbcClient.create(database());

    private static DriverManagerDataSource database() {
        var infrastructure = Infrastructure.shared();
        return new DriverManagerDataSource(infrastructure.jdbcUrl(DATABASE), infrastructure.username(),
                infrastructure.password());
    }

    @Test
    void bookingsHoursAndOpeningsStayAsTheyWere() {
        Flyway.configure()
                .dataSource(database())
                .locations("classpath:db/common", "classpath:db/migration")
                .target("15")
                .load()
                .migrate();
        aDoctorFromNineToTwelve();
        var slots = slots();
        assertThat(slots).hasSize(3 * HORIZON);

        try (var service = start()) {
            var api = Api.at("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port"));
            var openings = "/api/v1/slots?state=CO&doctorId=%s&from=%s&to=%s&timeZone=America/Denver"
                    .formatted(doctor.value(), date, date);
            var open = api.get(openings).isOk();
            assertThat(open.texts("/items", "id")).containsExactly(id("09:00"), id("11:00"));
            assertThat(open.texts("/items", "mode")).containsOnly("VIDEO");
            assertThat(open.list("/items")).allMatch(opening -> opening.path("visitTypeId").isNull());
            assertThat(api.get("/api/v1/doctors/%s/day?date=%s".formatted(doctor.value(), date))
                    .isOk()
                    .texts("/slots", "status")).containsExactly("OPEN", "BOOKED", "OPEN");
            var hours = api.get("/api/v1/doctors/%s/working-hours".formatted(doctor.value())).isOk();
            assertThat(hours.text("/week/FRIDAY/0/start")).isEqualTo("09:00");
            assertThat(hours.text("/week/FRIDAY/0/end")).isEqualTo("12:00");
            assertThat(hours.list("/week/FRIDAY")).hasSize(1);
            assertThat(api.get("/api/v1/doctors/%s/visit-types".formatted(doctor.value())).isOk().list("/items"))
                    .isEmpty();
            assertThat(slots()).isEqualTo(slots);
            assertThat(jdbc.sql("select max(version) from schedule_day").query(Long.class).single()).isEqualTo(1);
            assertThat(
                    jdbc.sql("select count(*) from booking where status = 'CONFIRMED' and starts_at = ?::timestamptz")
                            .param(World.at(date, "10:00").toString())
                            .query(Long.class)
                            .single()).isEqualTo(1);
        }
    }

    private String id(String time) {
        return new SlotId(doctor, World.at(date, time)).toString();
    }

    /** Licensed in Colorado, published until the horizon, with a booking at ten. */
    private void aDoctorFromNineToTwelve() {
        var params = Map.of("doctor", doctor.value(), "today", today, "horizon", HORIZON, "state", UsState.CO.bit(),
                "booked", World.at(date, "10:00").toString());
        Stream.of("""
                insert into doctor (id, email, password, first_name, last_name, time_zone, slot_minutes,
                                    published_until)
                values (:doctor, 'old@doctors.example', 'none', 'Ada', 'Byron', 'America/Denver', 60,
                        :today::date + :horizon)
                """, """
                insert into license (id, doctor_id, state, number, valid_from, verified_at)
                values (gen_random_uuid(), :doctor, 'CO', 'CO-1', '2020-01-01', now())
                """, """
                insert into timeslot (id, doctor_id, recurring, first_date, start_minute, end_minute)
                select gen_random_uuid(), :doctor, true, :today::date - day, 540, 720 from generate_series(1, 7) day
                """, """
                insert into schedule_day (doctor_id, date, version, time_zone, planned_version)
                select :doctor, :today::date + day, 1, 'America/Denver', 1 from generate_series(0, :horizon - 1) day
                """, """
                insert into booking (id, version, doctor_id, patient_state, status, starts_at, ends_at)
                values (gen_random_uuid(), 1, :doctor, 'CO', 'CONFIRMED', :booked::timestamptz,
                        :booked::timestamptz + interval '1 hour')
                """, """
                insert into slot (doctor_id, starts_at, ends_at, date, states, time_off, booked)
                select :doctor, start.at, start.at + interval '1 hour', :today::date + day, :state, false,
                       start.at = :booked::timestamptz
                from generate_series(0, :horizon - 1) day, generate_series(9, 11) hour,
                     lateral (select (:today::date + day + hour * interval '1 hour')
                                     at time zone 'America/Denver' as at)
                             start
                """).forEach(statement -> jdbc.sql(statement).params(params).update());
    }

    private List<Map<String, Object>> slots() {
        return jdbc.sql("""
                select starts_at, ends_at, date, states, time_off, booked from slot where doctor_id = ? order by 1
                """).param(doctor.value()).query().listOfRows();
    }

    private static ConfigurableApplicationContext start() {
        var settings = new ArrayList<>(ServiceSettings.on(DATABASE));
        settings.addAll(List.of(ServiceSettings.signingForAvailability(), "server.port=0",
                "spring.kafka.consumer.group-id=" + DATABASE, "medislot.horizon-days=" + HORIZON));
        return new SpringApplicationBuilder(AvailabilityApplication.class)
                .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
    }
}
