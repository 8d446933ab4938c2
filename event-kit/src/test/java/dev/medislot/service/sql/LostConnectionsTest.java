package dev.medislot.service.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class LostConnectionsTest {

    private final LostConnections lostConnections = new LostConnections();

    @Test
    void aConnectionThatThePoolHasClosedIsLost() {
        assertThat(lostConnections.translate("read", "select 1", new SQLException("Connection is closed")))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "25006", "25P03", "55000", "0A000" })
    void aStandbyAnEndedTransactionAndAnOldPlanAreLost(String state) {
        assertThat(lostConnections.translate("write", null, new SQLException("no", state)))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "23505", "42601", "40001", "08006" })
    void springDecidesAboutTheOthers(String state) {
        assertThat(lostConnections.translate("write", null, new SQLException("no", state))).isNull();
    }
}
