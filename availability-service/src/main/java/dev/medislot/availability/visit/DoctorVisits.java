package dev.medislot.availability.visit;

import dev.medislot.availability.doctor.PublishDoctor;
import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.EditSchedule;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.common.DoctorId;
import dev.medislot.service.security.Caller;
import dev.medislot.service.sql.Rows;
import dev.medislot.web.EntityTag;
import dev.medislot.web.problem.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The visit types that a doctor offers; without any, the doctor offers the default visit. */
@Component
class DoctorVisits {

    /**
     * A visit type that a doctor offers.
     *
     * @param minutes missing if visits last as long as the type says
     */
    record Chosen(@NotNull UUID visitTypeId, @Nullable @Min(5) @Max(480) Integer minutes) {}

    /** All visit types that a doctor offers. */
    record DoctorVisitTypes(@NotNull @Size(max = VisitTypes.MAX_ACTIVE) List<@NotNull @Valid Chosen> items) {}

    private final JdbcClient jdbc;
    private final VisitTypes visitTypes;
    private final EditSchedule editSchedule;
    private final PublishDoctor publishDoctor;
    private final Schedules schedules;
    private final TransactionTemplate transaction;

    DoctorVisits(JdbcClient jdbc, VisitTypes visitTypes, EditSchedule editSchedule, PublishDoctor publishDoctor,
            Schedules schedules, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.visitTypes = visitTypes;
        this.editSchedule = editSchedule;
        this.publishDoctor = publishDoctor;
        this.schedules = schedules;
        this.transaction = transaction;
    }

    /** The types that the doctor offers, without retired ones. */
    DoctorVisitTypes of(DoctorId doctor) {
        schedules.get(doctor);
        return new DoctorVisitTypes(jdbc.sql("""
                select o.visit_type_id, o.minutes from doctor_visit_type o join visit_type t on t.id = o.visit_type_id
                where o.doctor_id = :doctor and t.active order by t.name, t.id
                """)
                .param("doctor", doctor)
                .query((row, _) -> new Chosen(Rows.uuid(row, "visit_type_id"), row.getObject("minutes", Integer.class)))
                .list());
    }

    /** Locks the types first, as their change does, so that the days follow from the types as they are. */
    Edit<DoctorVisitTypes> choose(DoctorId doctor, DoctorVisitTypes wanted, @Nullable String ifMatch, EditMode mode,
            Caller caller) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            requireActive(wanted.items());
            return editSchedule.edit(doctor, mode, caller.actor(), settings -> {
                if (!EntityTag.matches(ifMatch, settings.hoursVersion())) {
                    return new Edit.Stale<>(settings.hoursVersion());
                }
                replace(doctor, wanted.items());
                publishDoctor.profileChanged(doctor);
                return Edit.made(of(doctor),
                        mode.versionAfter(settings.hoursVersion(), schedules.get(doctor).hoursVersion()));
            });
        }));
    }

    private void requireActive(List<Chosen> wanted) {
        var active = visitTypes.lockActive(wanted.stream().map(Chosen::visitTypeId).toList());
        for (int i = 0; i < wanted.size(); i++) {
            var id = wanted.get(i).visitTypeId();
            if (!active.contains(id)) {
                throw Refused.invalid("items[%d].visitTypeId".formatted(i), "is not a visit type of the clinic");
            }
            if (wanted.subList(0, i).stream().anyMatch(other -> other.visitTypeId().equals(id))) {
                throw Refused.invalid("items[%d].visitTypeId".formatted(i), "is listed twice");
            }
        }
    }

    private void replace(DoctorId doctor, List<Chosen> wanted) {
        jdbc.sql("delete from doctor_visit_type where doctor_id = :doctor").param("doctor", doctor).update();
        for (var each : wanted) {
            jdbc.sql("""
                    insert into doctor_visit_type (doctor_id, visit_type_id, minutes) values (:doctor, :type, :minutes)
                    """)
                    .param("doctor", doctor)
                    .param("type", each.visitTypeId())
                    .param("minutes", each.minutes())
                    .update();
        }
        jdbc.sql("update doctor set hours_version = hours_version + 1 where id = :doctor")
                .param("doctor", doctor)
                .update();
    }
}
