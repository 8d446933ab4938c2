package dev.medislot.notification.letter;

import dev.medislot.common.BookingLink;
import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.notification.projection.Contact;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a visit is attended.
 *
 * @param where in words, such as a place
 * @param address to join a visit by video, or for the doctor to call the patient; missing for other visits, or if not
 *     known
 */
public record Attendance(VisitMode mode, String where, @Nullable URI address) {

    /**
     * The words for a reader of that role; missing if there is nothing to say.
     *
     * @param doctor missing once erased
     * @param phone the patient's number; missing if not known
     * @param clinicsLink of doctors without a link of their own
     */
    static @Nullable Attendance of(VisitMode mode, UUID booking, Role reader, @Nullable Contact doctor,
            @Nullable String phone, @Nullable String clinicsLink, Language language) {
        return switch (mode) {
            case VIDEO -> byVideo(doctor == null ? clinicsLink : address(mode, doctor, clinicsLink), booking, language);
            case PHONE -> byPhone(reader, phone, language);
            case IN_PERSON ->
                    doctor == null || doctor.place() == null ? null : new Attendance(mode, doctor.place(), null);
        };
    }

    /** The place or the link, before the id of a booking is filled in; missing by phone and if not known. */
    static @Nullable String address(VisitMode mode, Contact doctor, @Nullable String clinicsLink) {
        return switch (mode) {
            case VIDEO -> doctor.videoLink() == null ? clinicsLink : doctor.videoLink();
            case IN_PERSON -> doctor.place();
            case PHONE -> null;
        };
    }

    private static @Nullable Attendance byVideo(@Nullable String link, UUID booking, Language language) {
        return link == null ? null
                : new Attendance(VisitMode.VIDEO, language.say("attend.video"),
                        URI.create(BookingLink.filled(link, booking)));
    }

    private static Attendance byPhone(Role reader, @Nullable String phone, Language language) {
        if (phone == null) {
            return new Attendance(VisitMode.PHONE, language.say("attend.phone"), null);
        }
        var number = phone.replace(";ext=", " x");
        return reader == Role.DOCTOR
                ? new Attendance(VisitMode.PHONE, language.say("attend.phone.doctor", number),
                        URI.create("tel:" + phone))
                : new Attendance(VisitMode.PHONE, language.say("attend.phone.patient", number), null);
    }

    /** The line of a mail; the link of a video visit follows it. */
    String line(Language language) {
        return switch (mode) {
            case VIDEO -> language.say("attend.join");
            case PHONE -> where + ".";
            case IN_PERSON -> language.say("attend.place", where);
        };
    }

    /** The address that a reader opens; missing by phone and in person. */
    @Nullable
    URI link() {
        return mode == VisitMode.VIDEO ? address : null;
    }
}
