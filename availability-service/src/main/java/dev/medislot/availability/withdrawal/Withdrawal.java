package dev.medislot.availability.withdrawal;

import dev.medislot.common.Role;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.Actor;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The actor and the cause of an edit that withdrew slots.
 *
 * @param cause null as in BookingWithdrawn
 */
record Withdrawal(Actor actor, @Nullable WithdrawalCause cause) {

    static Withdrawal of(ResultSet row, int number) throws SQLException {
        var cause = row.getString("cause");
        return new Withdrawal(new Actor(Rows.uuidOrNull(row, "actor_id"), Role.valueOf(row.getString("actor_role"))),
                cause == null ? null : WithdrawalCause.valueOf(cause));
    }
}
