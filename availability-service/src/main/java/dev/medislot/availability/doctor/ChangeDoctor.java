package dev.medislot.availability.doctor;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.EditSchedule;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.account.AccountMails;
import dev.medislot.service.security.Accounts;
import dev.medislot.service.security.Caller;
import dev.medislot.service.session.Sessions;
import dev.medislot.web.EntityTag;
import dev.medislot.web.json.MergePatch;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Changes a doctor's account and profile; another zone or slot length makes other slots. */
@Component
class ChangeDoctor {

    /** The public profile, and what only the doctor and staff see. */
    @Schema(name = "DoctorAccount")
    record Changed(@JsonUnwrapped DoctorProfile profile, boolean reminders, @Nullable String pendingEmail) {

        Changed seenBy(Caller caller) {
            return new Changed(profile.seenBy(Optional.of(caller)), reminders, pendingEmail);
        }
    }

    private final Doctors doctors;
    private final DoctorAccounts doctorAccounts;
    private final PublishDoctor publishDoctor;
    private final EditSchedule editSchedule;
    private final MergePatch mergePatch;
    private final Accounts accounts;
    private final AccountMails accountMails;
    private final Sessions sessions;
    private final Clock clock;

    ChangeDoctor(Doctors doctors, DoctorAccounts doctorAccounts, PublishDoctor publishDoctor, EditSchedule editSchedule,
            MergePatch mergePatch, Accounts accounts, AccountMails accountMails, Sessions sessions, Clock clock) {
        this.doctors = doctors;
        this.doctorAccounts = doctorAccounts;
        this.publishDoctor = publishDoctor;
        this.editSchedule = editSchedule;
        this.mergePatch = mergePatch;
        this.accounts = accounts;
        this.accountMails = accountMails;
        this.sessions = sessions;
        this.clock = clock;
    }

    Edit<Changed> change(DoctorId id, ObjectNode patch, @Nullable String ifMatch, EditMode mode, Caller caller) {
        var hashes = hashes(id, patch, caller);
        return editSchedule.edit(id, mode, caller.actor(), _ -> change(id, patch, hashes, ifMatch, mode));
    }

    /**
     * The slow part, before the transaction, which would keep its connection and its locks while this waits.
     *
     * @param password encoded; missing to keep the current one
     */
    private record Hashes(@Nullable String password, boolean mayChangeEmail) {}

    private Hashes hashes(DoctorId id, ObjectNode patch, Caller caller) {
        if (!patch.has("password") && !patch.has("currentPassword")) {
            return new Hashes(null, caller.isStaff());
        }
        var doctor = doctors.find(id).orElseThrow(Refused::notFound);
        var change = mergePatch.apply(patch, DoctorRequest.of(doctor), DoctorRequest.class);
        var password = change.password() == null ? null
                : accounts.encode(change.password(), change.appliedTo(doctor).owner());
        return new Hashes(password,
                caller.isStaff() || accounts.isPassword(change.currentPassword(), Role.DOCTOR, id.value()));
    }

    private Edit<Changed> change(DoctorId id, ObjectNode patch, Hashes hashes, @Nullable String ifMatch,
            EditMode mode) {
        var doctor = doctors.find(id).orElseThrow(Refused::notFound);
        if (!EntityTag.matches(ifMatch, doctor.version())) {
            return new Edit.Stale<>(doctor.version());
        }
        var change = mergePatch.apply(patch, DoctorRequest.of(doctor), DoctorRequest.class);
        var otherEmail = change.otherEmail(doctor);
        if (otherEmail != null && !hashes.mayChangeEmail()) {
            return Edit.rejected(ProblemType.WRONG_PASSWORD, "Another email address needs the right currentPassword");
        }
        if (otherEmail != null && doctors.isEmailTaken(otherEmail)) {
            return Edit.rejected(ProblemType.EMAIL_TAKEN, "Another doctor has this email address");
        }
        return store(doctor, change.appliedTo(doctor), hashes.password(), otherEmail, mode);
    }

    private Edit<Changed> store(Doctor doctor, Doctor changed, @Nullable String password, @Nullable String otherEmail,
            EditMode mode) {
        doctors.change(changed);
        changeAccount(doctor, changed, password, otherEmail);
        if (!mode.isPreview()) {
            publishDoctor.publish(changed);
        }
        var profile = doctors.profile(doctor.id(), clock.instant()).orElseThrow();
        return Edit.made(new Changed(profile, changed.reminders(), changed.pendingEmail()),
                mode.versionAfter(doctor.version(), profile.version()));
    }

    private void changeAccount(Doctor doctor, Doctor changed, @Nullable String password, @Nullable String otherEmail) {
        var id = doctor.id();
        if (changed.status() == DoctorStatus.INACTIVE && doctor.status() == DoctorStatus.ACTIVE) {
            sessions.endAll(id.value(), Role.DOCTOR);
        }
        if (password != null) {
            doctorAccounts.setPassword(id, password);
        }
        if (otherEmail != null && !otherEmail.equals(doctor.pendingEmail())) {
            accountMails.confirmEmail(id.value(), Role.DOCTOR, otherEmail, changed.language());
        }
    }
}
