package dev.medislot.notification.letter;

import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows how visits are attended, for mails and feeds. */
@Component
public class Attendances {

    private final Contacts contacts;
    private final ClinicProperties clinic;

    Attendances(Contacts contacts, ClinicProperties clinic) {
        this.contacts = contacts;
        this.clinic = clinic;
    }

    /**
     * The place of a doctor's visits, or the link before the id of a booking is filled in; missing by phone and if not
     * known.
     */
    public @Nullable String addressOf(VisitMode mode, Contact doctor) {
        return Attendance.address(mode, doctor, clinic.videoLink());
    }

    /** The place or link that mails name; empty without one. */
    public String mailedPlace(VisitMode mode, Contact doctor) {
        return Objects.requireNonNullElse(addressOf(mode, doctor), "");
    }

    /**
     * The attendance for that reader; missing if their address is not confirmed, because it may be a stranger's.
     *
     * @param recipient the reader, or their dependent
     * @param other the other person of the visit; missing once erased
     */
    public @Nullable Attendance of(VisitMode mode, UUID booking, Contact reader, Contact recipient,
            @Nullable Contact other) {
        if (!reader.emailConfirmed()) {
            return null;
        }
        var isDoctor = reader.role() == Role.DOCTOR;
        var patient = isDoctor ? other : recipient;
        var phone = mode != VisitMode.PHONE || patient == null ? null : contacts.phone(patient);
        return Attendance.of(mode, booking, reader.role(), isDoctor ? reader : other, phone, clinic.videoLink(),
                Language.of(reader.language()));
    }
}
