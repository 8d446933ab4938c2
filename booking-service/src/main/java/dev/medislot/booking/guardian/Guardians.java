package dev.medislot.booking.guardian;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.service.security.Caller;
import dev.medislot.service.sql.Rows;
import dev.medislot.web.problem.Refused;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows the dependents of each patient, and so which patients a caller may act for. */
@Component
public class Guardians {

    private final JdbcClient jdbc;

    Guardians(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Family family(Caller caller) {
        return caller.role() != Role.PATIENT ? Family.of(caller)
                : new Family(caller,
                        Stream.concat(Stream.of(new PatientId(caller.id())), dependents(caller).stream()).toList());
    }

    private List<PatientId> dependents(Caller guardian) {
        return jdbc.sql("select id from patient where guardian_id = :guardian")
                .param("guardian", guardian.id())
                .query((row, _) -> Rows.patientId(row, "id"))
                .list();
    }

    /** The patient that a patient's request is for: the named one, or else the caller, who needs no look-up. */
    public PatientId member(@Nullable UUID named, Caller caller) {
        return (named == null || named.equals(caller.id()) ? Family.of(caller) : family(caller)).member(named);
    }

    /** The patient that a request of a patient or of staff is for: staff names any, a patient one of the family. */
    public PatientId patient(@Nullable UUID named, Caller caller) {
        if (!caller.isStaff()) {
            return member(named, caller);
        }
        if (named == null) {
            throw Refused.invalid("patientId", "is missing");
        }
        return new PatientId(named);
    }

    public boolean isGuardian(UUID guardian, UUID dependent) {
        return jdbc.sql("select exists (select 1 from patient where id = :dependent and guardian_id = :guardian)")
                .param("dependent", dependent)
                .param("guardian", guardian)
                .query(Boolean.class)
                .single();
    }
}
