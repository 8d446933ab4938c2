package dev.medislot.notification.letter;

import dev.medislot.common.BookingLink;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clinic in whose name mails are written.
 *
 * @param phone the number that people may call, as mails show it
 * @param videoLink of video visits with doctors without a link of their own; the booking service has this setting too
 */
@ConfigurationProperties("medislot.clinic")
public record ClinicProperties(@DefaultValue("Medislot") String name, @Nullable String phone,
        @Nullable String videoLink) {

    public ClinicProperties {
        name = name.strip();
        phone = phone == null || phone.isBlank() ? null : phone.strip();
        videoLink = videoLink == null || videoLink.isBlank() ? null : videoLink.strip();
        if (videoLink != null && !BookingLink.isValid(videoLink)) {
            throw new IllegalArgumentException("medislot.clinic.video-link must be an https address");
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("medislot.clinic.name must not be blank");
        }
    }
}
