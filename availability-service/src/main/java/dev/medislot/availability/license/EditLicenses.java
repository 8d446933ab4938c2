package dev.medislot.availability.license;

import dev.medislot.availability.doctor.PublishDoctor;
import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.EditSchedule;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.security.Caller;
import dev.medislot.web.EntityTag;
import dev.medislot.web.json.MergePatch;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** Grants, changes, verifies and revokes a doctor's licenses; openings follow in the same transaction. */
@Component
class EditLicenses {

    private static final TypeReference<Edit<License>> OUTCOME = new TypeReference<>() {
    };

    private final Licenses licenses;
    private final PublishDoctor publishDoctor;
    private final EditSchedule editSchedule;
    private final MergePatch mergePatch;
    private final LicenseProperties settings;
    private final Clock clock;

    EditLicenses(Licenses licenses, PublishDoctor publishDoctor, EditSchedule editSchedule, MergePatch mergePatch,
            LicenseProperties settings, Clock clock) {
        this.licenses = licenses;
        this.publishDoctor = publishDoctor;
        this.editSchedule = editSchedule;
        this.mergePatch = mergePatch;
        this.settings = settings;
        this.clock = clock;
    }

    Once<Edit<License>> grant(DoctorId doctor, LicenseRequest request, EditMode mode, Caller caller,
            KeyedRequest keyed) {
        requireLength(request);
        return editSchedule.create(doctor, mode, caller.actor(), keyed, OUTCOME,
                _ -> store(judged(request.granted(doctor, clock.instant()), caller), mode));
    }

    Edit<License> change(DoctorId doctor, UUID id, ObjectNode patch, @Nullable String ifMatch, EditMode mode,
            Caller caller) {
        return editSchedule.edit(doctor, mode, caller.actor(), _ -> {
            var license = licenses.findByDoctorIdAndId(doctor, id).orElseThrow(Refused::notFound);
            if (!EntityTag.matches(ifMatch, license.version())) {
                return new Edit.Stale<>(license.version());
            }
            var request = mergePatch.apply(patch, LicenseRequest.of(license), LicenseRequest.class);
            requireLength(request);
            var changed = request.appliedTo(license);
            return store(changed.isWithin(license) ? changed : judged(changed, caller), mode);
        });
    }

    /** A license that staff enters counts at once; that of a doctor counts once staff has verified it. */
    private License judged(License entered, Caller caller) {
        var now = clock.instant();
        if (caller.isStaff()) {
            return entered.verify(now, caller.id());
        }
        return settings.requireVerification() ? entered.waiting(now) : entered.verify(now, null);
    }

    /** Lets the license count from now on; a verified one stays as it is. */
    Edit<License> verify(DoctorId doctor, UUID id, @Nullable String ifMatch, Caller staff) {
        return editSchedule.edit(doctor, EditMode.KEEP_BOOKINGS, staff.actor(), _ -> {
            var license = licenses.findByDoctorIdAndId(doctor, id).orElseThrow(Refused::notFound);
            if (!EntityTag.matches(ifMatch, license.version())) {
                return new Edit.Stale<>(license.version());
            }
            return license.verified() ? Edit.made(license, license.version())
                    : store(license.verify(clock.instant(), staff.id()), EditMode.KEEP_BOOKINGS);
        });
    }

    Edit<License> revoke(DoctorId doctor, UUID id, @Nullable String ifMatch, EditMode mode, Caller caller) {
        return editSchedule.edit(doctor, mode, caller.actor(), _ -> {
            var license = licenses.findByDoctorIdAndId(doctor, id).orElseThrow(Refused::notFound);
            if (!EntityTag.matches(ifMatch, license.version())) {
                return new Edit.Stale<>(license.version());
            }
            licenses.deleteById(id);
            publishDoctor.profileChanged(doctor);
            return Edit.made(license, license.version());
        });
    }

    private Edit<License> store(License license, EditMode mode) {
        var overlapping = licenses.findOverlapping(license.doctorId(), license.state(), license.id(),
                license.validFrom(), license.validUntil());
        if (overlapping.isPresent()) {
            return Edit.rejected(ProblemType.OVERLAP, overlap(overlapping.get()));
        }
        var stored = licenses.save(license);
        publishDoctor.profileChanged(license.doctorId());
        return Edit.made(stored, mode.versionAfter(license.version(), stored.version()));
    }

    private static String overlap(License other) {
        return "License %s for %s is valid on some of these dates: from %s%s".formatted(other.number(), other.state(),
                other.validFrom(), other.validUntil() == null ? " on" : " until " + other.validUntil());
    }

    private static void requireLength(LicenseRequest request) {
        if (request.endsBeforeItBegins()) {
            throw Refused.invalid("validUntil", "must not be before validFrom");
        }
    }
}
