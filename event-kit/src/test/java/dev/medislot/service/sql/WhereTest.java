package dev.medislot.service.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WhereTest {

    @Test
    void aFilterWithoutAValueAddsNoCondition() {
        var where = Where.of("doctor_id = :doctor", "doctor", null).and("stars > :least", "least", 3);

        assertThat(where).hasToString("where stars > :least");
        assertThat(where.params()).containsExactly(Map.entry("least", 3));
    }

    @Test
    void withoutConditionsThereIsNoClause() {
        assertThat(Where.of("doctor_id = :doctor", "doctor", null)).hasToString("");
    }

    @Test
    void allConditionsMustHold() {
        var doctor = new DoctorId(UUID.randomUUID());
        var where = Where.of("held_until is null")
                .and("doctor_id = :doctor", "doctor", doctor)
                .and("(start, id) > (:start, :id)", Map.of("start", "a", "id", "b"));

        assertThat(where)
                .hasToString("where held_until is null and doctor_id = :doctor and (start, id) > (:start, :id)");
        assertThat(where.params()).isEqualTo(Map.of("doctor", doctor, "start", "a", "id", "b"));
    }
}
