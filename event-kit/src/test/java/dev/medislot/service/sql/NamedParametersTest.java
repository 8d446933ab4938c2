package dev.medislot.service.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.service.ServiceTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class NamedParametersTest {

    private record Visit(DoctorId doctor, PatientId patient, UsState state, Instant start, ZoneId zone, LocalDate date,
            @Nullable String note) {}

    @Autowired
    private JdbcClient jdbc;

    @Test
    void postgresqlReadsWhatARecordHas() {
        var visit = new Visit(new DoctorId(UUID.randomUUID()), new PatientId(UUID.randomUUID()), UsState.CA,
                Instant.parse("2026-12-01T16:00:00.123456Z"), ZoneId.of("America/Denver"), LocalDate.of(2026, 12, 1),
                null);

        var read = jdbc.sql("""
                select :doctor::uuid as doctor, :patient::uuid as patient, :state::text as state,
                       :start::timestamptz as start, :zone::text as zone, :date::date as date, :note::text as note
                """)
                .paramSource(visit)
                .query((row, _) -> new Visit(Rows.doctorId(row, "doctor"), Rows.patientId(row, "patient"),
                        Rows.state(row, "state"), Rows.instant(row, "start"), ZoneId.of(row.getString("zone")),
                        row.getObject("date", LocalDate.class), row.getString("note")))
                .single();

        assertThat(read).isEqualTo(visit);
    }

    @Test
    void collectionsKeepTheirTypesToo() {
        var found = jdbc.sql("select code from (values ('CA'), ('WY'), ('TX')) s (code) where code in (:states)")
                .param("states", List.of(UsState.CA, UsState.TX))
                .query(String.class)
                .list();

        assertThat(found).containsExactly("CA", "TX");
    }
}
