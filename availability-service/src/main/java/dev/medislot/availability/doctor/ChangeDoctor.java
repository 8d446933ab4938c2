package dev.medislot.availability.doctor;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.EditSchedule;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.service.security.Accounts;
import dev.medislot.service.security.Caller;
import dev.medislot.web.EntityTag;
import dev.medislot.web.json.MergePatch;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Changes a doctor's account and profile; another zone or slot length makes other slots. */
@Component
class ChangeDoctor {

    /** The public profile, and the private setting for reminders. */
    @Schema(name = "DoctorAccount")
    record Changed(@JsonUnwrapped DoctorProfile profile, boolean reminders) {}

    private final Doctors doctors;
    private final DoctorAccounts doctorAccounts;
    private final PublishDoctor publishDoctor;
    private final EditSchedule editSchedule;
    private final MergePatch mergePatch;
    private final Accounts accounts;
    private final Clock clock;

    ChangeDoctor(Doctors doctors, DoctorAccounts doctorAccounts, PublishDoctor publishDoctor, EditSchedule editSchedule,
            MergePatch mergePatch, Accounts accounts, Clock clock) {
        this.doctors = doctors;
        this.doctorAccounts = doctorAccounts;
        this.publishDoctor = publishDoctor;
        this.editSchedule = editSchedule;
        this.mergePatch = mergePatch;
        this.accounts = accounts;
        this.clock = clock;
    }

    Edit<Changed> change(DoctorId id, ObjectNode patch, @Nullable String ifMatch, EditMode mode, Caller caller) {
        var password = newPassword(id, patch);
        try {
            return editSchedule.edit(id, mode, caller.actor(), _ -> change(id, patch, password, ifMatch, mode));
        } catch (DuplicateKeyException _) {
            return emailTaken();
        }
    }

    private static Edit<Changed> emailTaken() {
        return Edit.rejected(ProblemType.EMAIL_TAKEN, "Another doctor has this email address");
    }

    /** Hashed before the transaction, which would keep its connection and its locks while this waits. */
    private Optional<String> newPassword(DoctorId id, ObjectNode patch) {
        if (!patch.has("password")) {
            return Optional.empty();
        }
        var doctor = doctors.find(id).orElseThrow(Refused::notFound);
        var change = mergePatch.apply(patch, DoctorRequest.of(doctor), DoctorRequest.class);
        return Optional.ofNullable(change.password())
                .map(password -> accounts.encode(password, change.appliedTo(doctor).owner()));
    }

    private Edit<Changed> change(DoctorId id, ObjectNode patch, Optional<String> password, @Nullable String ifMatch,
            EditMode mode) {
        var doctor = doctors.find(id).orElseThrow(Refused::notFound);
        if (!EntityTag.matches(ifMatch, doctor.version())) {
            return new Edit.Stale<>(doctor.version());
        }
        var change = mergePatch.apply(patch, DoctorRequest.of(doctor), DoctorRequest.class);
        var changed = change.appliedTo(doctor);
        // PostgreSQL's log would quote the address; the constraint still decides between two at once
        if (!changed.email().equals(doctor.email()) && doctors.account(changed.email()).isPresent()) {
            return emailTaken();
        }
        doctors.change(changed);
        password.ifPresent(encoded -> doctorAccounts.setPassword(id, encoded));
        publishDoctor.publish(changed);
        var profile = doctors.profile(id, clock.instant()).orElseThrow();
        return Edit.made(new Changed(profile, changed.reminders()),
                mode.versionAfter(doctor.version(), profile.version()));
    }
}
